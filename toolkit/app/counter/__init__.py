"""How is their answer read on the page?"""
