"""What a reader finds that no sound file or answer holds; whoever asked says it in a sentence."""


class Unsound(ValueError):
    """Something in a file, or in what a process answers, is not as it must be."""
