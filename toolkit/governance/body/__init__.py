"""Who sits in the joint body, what may it do, and what happens when it does not agree?"""
