"""What do several results of one log tell together?"""
