"""Pictures for people: a customer's own with a mark on it, a reviewer's with a watermark."""
