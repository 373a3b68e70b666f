"""How does an agreement grow, what is wrong with it, and what goes on paper?"""
