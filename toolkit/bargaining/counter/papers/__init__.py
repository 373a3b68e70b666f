"""How does what they changed go on paper: in words, side by side, and as a redline?"""
