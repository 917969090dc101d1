"""The form of an application number (Guide R45)."""

from datetime import date


def application_number(day: date, count: int) -> str:
    """Return RS, the firm's day, and the count of that day in six digits."""
    return f"RS{day:%Y%m%d}{count:06d}"
