"""Who was treated how: shares, gaps, like with like, and who is missing?"""
