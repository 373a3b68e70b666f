"""How is a file, in whatever form, counted once?"""
