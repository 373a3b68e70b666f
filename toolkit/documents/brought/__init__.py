"""What did somebody bring? Files of strangers, each read in a process of its own that may do little else."""
