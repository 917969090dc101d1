"""What the buttons under a review's card carry: `r.<act>.<argument>`."""

from dataclasses import dataclass
from enum import StrEnum

from bot.letters import DATA_LIMIT_BYTES

PREFIX = "r"


class Act(StrEnum):
    """What a button does; values travel in callback data."""

    TAKE = "take"
    DROP = "drop"
    EVIDENCE = "see"
    DETAILS = "more"
    ACCEPT = "ok"
    REASONS = "why"
    """Show the reasons of an item (argument: a keyboard's view)."""
    RETURN = "no"
    """Return an item (argument: `item.reason` or `item.reason.field`)."""
    WORDS = "say"
    APPROVE = "approve"
    SEND_BACK = "back"
    ESCALATE = "up"
    UNFREEZE = "thaw"


@dataclass(frozen=True, slots=True)
class ReviewTap:
    """A tap, read."""

    act: Act
    arg: str = ""


def data(act: Act, arg: str = "") -> str:
    """Return what a button carries.

    Raises:
        ValueError: it is longer than a button may carry.
    """
    carried = f"{PREFIX}.{act}.{arg}"
    if len(carried.encode()) > DATA_LIMIT_BYTES:
        raise ValueError("a button carries too much")
    return carried


def read(carried: str) -> ReviewTap | None:
    """Return what was tapped; None for a button that is not of this version."""
    prefix, _, rest = carried.partition(".")
    act, _, arg = rest.partition(".")
    if prefix != PREFIX or act not in set(Act):
        return None
    return ReviewTap(Act(act), arg)
