"""How is a lesson read, worked on and printed from a folder, without a server and without a network?"""
