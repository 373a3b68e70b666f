"""With how many digits can a pooled figure stand beside blanks?"""
