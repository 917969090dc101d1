"""Numbers measured on a picture, a clip or a sound; no verdicts."""
