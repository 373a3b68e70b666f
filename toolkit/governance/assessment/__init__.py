"""What does a system risk, for whom, and what is done about it: as the union and as the employer answer?"""
