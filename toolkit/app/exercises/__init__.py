"""How is an exercise done on the page?"""
