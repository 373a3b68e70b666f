"""What looks like a loss and is none: the same from the other side, in another voice, or said of nobody."""
