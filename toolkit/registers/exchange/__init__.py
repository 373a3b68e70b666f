"""What have others met, won and measured, and who can stand with us?"""
