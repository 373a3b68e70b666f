"""What was signed: who owes what by when, and which promises a later log shows kept?"""
