"""What is this system, what does it risk, who decides about it?"""
