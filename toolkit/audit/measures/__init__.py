"""Which measures are there, which does a log support, and which were asked for?"""
