"""What did they change, and is it less than we asked for?"""
