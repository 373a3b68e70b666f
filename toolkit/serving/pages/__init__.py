"""What stands on the pages around the lessons?"""
