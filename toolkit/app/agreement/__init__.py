"""How is a clause or an agreement made on the page?"""
