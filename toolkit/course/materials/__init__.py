"""What is read, looked at, played with cards and filled in by hand, for each topic?"""
