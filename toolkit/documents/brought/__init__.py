"""What did somebody bring? Files of strangers, read in a process of their own that has little and lives for a moment."""
