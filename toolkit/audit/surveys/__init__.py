"""What do the answers of a survey say of all people, when some stand for more people than others?"""
