"""Which letter asks for what we need, and what does it leave open?"""
