"""What would be left of a gap if both groups had the same jobs, and which columns tell who somebody is?"""
