"""What was offered, what is it worth to us, and where is our red line?"""
