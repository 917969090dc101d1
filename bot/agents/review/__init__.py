"""The reviewers' desk: a topic for each submitted case, its card, its buttons, its evidence."""
