"""Who may look at the evidence, which parts it has, and what its watermark says."""

from dataclasses import dataclass
from enum import StrEnum

from dialogs.kinds import CardSide, MediaKind
from dialogs.model import Case, Phase
from dialogs.reviewing import Item, items
from dialogs.staff import Role
from dialogs.texts import Text, text
from storage.api import StaffRow

FILMS = frozenset({MediaKind.VIDEO, MediaKind.VIDEO_NOTE})
FRAMES = 6


class Part(StrEnum):
    """What is shown as a message of its own; each has a caption `review-part-<value>`."""

    FRONT = "front"
    BACK = "back"
    SHEET = "sheet"
    FILM = "film"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Medium:
    """One file of the evidence.

    Attributes:
        media_id: its blob.
        is_film: whether frames have to be taken out of it.
        what: what it is, in words.
    """

    media_id: str
    is_film: bool
    what: Text


def parts(case: Case) -> dict[Part, tuple[Medium, ...]]:
    """Return the parts that there are, each with its files, in the order of showing."""
    by_name = {item.name: _media(case, item) for item in items(case)}
    statement = by_name.get("statement", ())
    found = {
        Part.FRONT: by_name.get(CardSide.FRONT, ()),
        Part.BACK: by_name.get(CardSide.BACK, ()),
        Part.SHEET: (*by_name.get("liveness", ()), *statement),
        Part.FILM: statement,
        Part.BEFORE: _before(case, {one.media_id for media in by_name.values() for one in media}),
    }
    return {part: media for part, media in found.items() if media}


def _media(case: Case, item: Item) -> tuple[Medium, ...]:
    return tuple(
        Medium(media_id, kind in FILMS, _what(case, item, media_id))
        for media_id, kind in item.media
    )


def _before(case: Case, standing: set[str]) -> tuple[Medium, ...]:
    """Return what the last round rested on and was replaced since, to compare with."""
    last = case.review.rounds[-1].evidence if case.review.rounds else ()
    return tuple(
        Medium(seen.media_id, seen.media_kind in FILMS, text(f"item_{seen.item}"))
        for seen in last
        if seen.media_id not in standing
    )


def _what(case: Case, item: Item, media_id: str) -> Text:
    for one in case.liveness.rounds:
        if one.media_id == media_id:
            return text(f"review_action_{one.action}")
    return text(f"item_{item.name}")


def refusal(case: Case, staff: StaffRow) -> Text | None:
    """Return why this person may not look at the evidence now; None if they may.

    Who holds the review may, and a supervisor, who alone may while the case is frozen; nobody
    who served the customer.
    """
    supervisor = Role.SUPERVISOR in staff.roles
    if staff.number in case.help.handlers:
        return text("review_own_talk")
    if case.frozen_at is not None:
        return None if supervisor else text("review_frozen")
    if case.phase is not Phase.IN_REVIEW:
        return text("review_over")
    holder = case.review.reviewer
    if supervisor or holder == staff.number:
        return None
    return text("review_held_by", agent=holder) if holder else text("review_take_first")


def still_theirs(case: Case, agent: str, *, supervisor: bool) -> bool:
    """Say whether who asked may still look when their turn comes."""
    if case.frozen_at is not None:
        return supervisor
    return case.phase is Phase.IN_REVIEW and (supervisor or case.review.reviewer == agent)
