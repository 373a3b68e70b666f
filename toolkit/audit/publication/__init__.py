"""What was an audit asked, what does it publish, and what of that must the next audit know?"""
