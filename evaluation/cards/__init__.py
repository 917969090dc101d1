"""Draws what the card set is made of: people, cards, photographs, forgeries, other things."""
