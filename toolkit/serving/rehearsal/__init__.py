"""How is a plan tried before there are people in the room: what does each minute ask, and what does the wall show?"""
