"""At which step of a pipeline, from score to appeal, do groups part, and what do the people in it change?"""
