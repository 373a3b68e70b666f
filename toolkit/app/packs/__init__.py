"""What does somebody carry along who teaches where there is no network, and how do they find it?"""
