"""What does a text of theirs alone touch, how near does it come to our clauses, and what does it leave out?"""
