"""What is asked in an exercise, and what is answered to whom?"""
