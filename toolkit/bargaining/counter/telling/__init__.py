"""What is told first of a paragraph that lost something: a name for the harm, or the words themselves?"""
