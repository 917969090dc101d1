"""Rows and blobs: everything that must outlive a process."""
