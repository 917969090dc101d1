"""Certificates and the signed agreements (Guide R42-R44)."""
