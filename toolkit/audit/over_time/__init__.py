"""What changed over time: against a baseline, before and after a system came, and by more than chance makes?"""
