"""How is a table counted that is too long to be looked at value by value?"""
