"""What is to be settled before an agreement goes to the table?"""
