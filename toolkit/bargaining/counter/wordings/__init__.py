"""Does another wording say the same: turned round, as a noun, from the other side?"""
