"""How does an audit go on paper: report, brief, letter?"""
