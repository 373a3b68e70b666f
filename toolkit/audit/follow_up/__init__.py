"""What more does a result answer: place by place, how sure, and is the number that they claim true?"""
