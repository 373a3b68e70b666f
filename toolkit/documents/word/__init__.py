"""How is a Word file written, and how is one of a stranger read?"""
