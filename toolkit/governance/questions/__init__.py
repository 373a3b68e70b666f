"""What is management asked, what did it answer, and what is still open?"""
