"""How is it seen what came of workshops, of a course, and of a region, and taken home on a page?"""
