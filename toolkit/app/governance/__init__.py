"""How is a committee built, a system scored by two sides, and management asked, on the page?"""
