"""From recognised lines and words to fields; pure."""
