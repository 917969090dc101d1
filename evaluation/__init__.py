"""How often the checks are right: sets of labelled material, and the tables of their verdicts."""
