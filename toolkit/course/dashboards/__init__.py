"""What came of the workshops and of the course, in a union and in a region, without giving a few people away?"""
