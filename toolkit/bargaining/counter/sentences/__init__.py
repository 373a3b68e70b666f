"""What do two sentences say, whatever their words, and what was put in, taken out, turned round or exchanged?"""
