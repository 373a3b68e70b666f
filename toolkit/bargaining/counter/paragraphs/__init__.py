"""Which articles and paragraphs does their text have, and which of ours does each answer?"""
