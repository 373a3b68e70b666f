"""How does a room go through a lesson together: joining, steps, timer, polls, the wall?"""
