"""The pure core: what happens in a password reset, and nothing else."""
