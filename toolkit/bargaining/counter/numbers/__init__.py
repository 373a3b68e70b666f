"""Which numbers stand in a text, which of theirs answers to which of ours, and which way is better for us?"""
