"""How was a table read: what was odd in it, what was done about that, and what a person has to settle?"""
