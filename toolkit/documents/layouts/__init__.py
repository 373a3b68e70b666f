"""What leaves the house in another shape than a page of text: slides, cards, a poster?"""
