"""Makes what the face set is made of: people who act, phones that film them, attacks."""
