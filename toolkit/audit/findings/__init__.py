"""Which of all numbers are worth a sentence, and in which words?"""
