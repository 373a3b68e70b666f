"""Which finding asks for which clause?"""
