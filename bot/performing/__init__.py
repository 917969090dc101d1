"""Performing effects: one module per part of the world that they touch."""
