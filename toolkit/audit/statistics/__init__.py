"""How sure are we of a share, a gap, a pooled gap? Closed forms alone."""
