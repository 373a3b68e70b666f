"""Which systems are there, what is not answered about them, and who else has them?"""
