"""What is on record: laws and other records, read from data files into frozen, validated values."""
