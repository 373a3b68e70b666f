"""How do people write down what they know of their own workplace, and take it home as a paper?"""
