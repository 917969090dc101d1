"""Spoken statements for the evaluation: sixteen synthetic voices, rooms, telephones and faults."""
