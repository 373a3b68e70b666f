"""How does somebody audit a file of their own on the page?"""
