"""Who gets how much: pay, hours, shifts, points, minutes, waiting?"""
