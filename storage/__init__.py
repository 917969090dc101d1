"""Rows and blobs; the only importer of SQLAlchemy."""
