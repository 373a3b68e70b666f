"""A new system came: what do we know of it, what is empty, and who else has its supplier?"""
