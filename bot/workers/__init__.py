"""Checks: the job's row is the truth, the broker's message only the bell."""
