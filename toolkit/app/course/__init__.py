"""How does somebody who teaches plan a course on the page, and take its papers home?"""
