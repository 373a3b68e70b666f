"""How is a role-play of a negotiation played on the page?"""
