"""Broken invariants of the core; a customer's mistake is never one of them."""


class DialogError(Exception):
    """Base of the core's errors; none of them is worth a retry."""


class InvariantBrokenError(DialogError):
    """The machine was used in a way that its callers promise never to."""
