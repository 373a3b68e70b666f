"""What do we give other unions, what do they give us, and who stands with us?"""
