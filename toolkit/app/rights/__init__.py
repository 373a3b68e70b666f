"""What are our rights here: what can be used, with which letter and by when, what was answered, what to demand?"""
