"""What may a clause hold, and in which words?"""
