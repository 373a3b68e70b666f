"""Which words say the same, what is denied, who is meant by a name, and which sentences answer to each other?"""
