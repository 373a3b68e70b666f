"""What happens at which minute of a workshop, for whom, and which papers does it need?"""
