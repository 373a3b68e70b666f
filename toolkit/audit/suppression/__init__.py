"""Which cells are not published, and which further ones, so that nobody can subtract?"""
