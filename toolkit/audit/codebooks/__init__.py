"""How does somebody say in words what a table means, and how is that kept?"""
