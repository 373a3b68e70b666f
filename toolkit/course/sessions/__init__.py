"""What does a whole room do together: at which step is it, what is it asked, and what may it see of its answers?"""
