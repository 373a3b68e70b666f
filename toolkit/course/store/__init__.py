"""What is kept of a workshop, and how is it counted without telling of anybody?"""
