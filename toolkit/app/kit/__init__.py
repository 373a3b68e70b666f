"""Which controls, sheets and small pieces are all pages made of?"""
