"""Why an item can be returned: the reasons that make sense for each, with the card's fields."""

from dialogs.checks import explained
from dialogs.kinds import CardSide, DocumentKind
from dialogs.model import Case, ReturnedItem
from dialogs.reasons import CARD_FIELDS, PLACED, Finding, Reason
from dialogs.texts import Text, text

_CARD = (
    Reason.BLURRED,
    Reason.GLARE,
    Reason.CUT_OFF,
    Reason.COVERED,
    Reason.COPY,
    Reason.SCREEN,
    Reason.WRONG_SIDE,
    Reason.NUMBER_CONTRADICTED,
    Reason.NUMBER_MISMATCH,
    Reason.DOCUMENT_EXPIRED,
)

REASONS: dict[str, tuple[Reason, ...]] = {
    "front": _CARD,
    "back": _CARD,
    "fields": (Reason.NAME_MISMATCH, Reason.FIELD_UNREADABLE),
    "liveness": (
        Reason.OTHER_FACE,
        Reason.ACTION_MISSING,
        Reason.STILL_IMAGE,
        Reason.FACE_CUT_OFF,
        Reason.TWO_FACES,
    ),
    "statement": (
        Reason.SENTENCE_MISSING,
        Reason.NAME_NOT_HEARD,
        Reason.PHRASE_NOT_HEARD,
        Reason.TOO_QUIET,
        Reason.TOO_NOISY,
        Reason.LIPS_STILL,
        Reason.OTHER_FACE,
    ),
    "agreements": (),
}
"""By item; each reason has a short text `review-why-<value>` for colleagues."""

NO_REASON = "none"
"""In a button: do it again, without a reason from the list."""

_NAMED = frozenset(reason for reasons in REASONS.values() for reason in reasons)
_SIDES = {
    "front": ("name", "number", "sex", "birth", "nationality", "address"),
    "back": ("issuer", "validity"),
}


def fields_of(item: str, kind: DocumentKind | None) -> tuple[str, ...]:
    """Return the card's fields that a reason for this item can name.

    A permanent resident's card carries its validity on the front, so it offers them all.
    """
    if item not in set(CardSide) or kind is DocumentKind.PERMANENT_RESIDENT:
        return CARD_FIELDS
    return _SIDES[item]


def is_placed(item: str, reason: Reason) -> bool:
    """Say whether a reason for this item is asked for the field that it concerns."""
    return reason in PLACED and reason in REASONS.get(item, ())


def read_finding(item: str, reason: str, field: str) -> Finding | None:
    """Return the finding that a button names; None for one that is not in the table."""
    if reason not in set(Reason) or Reason(reason) not in REASONS.get(item, ()):
        return None
    named = field if field in CARD_FIELDS and is_placed(item, Reason(reason)) else None
    return Finding(Reason(reason), named)


def short(finding: Finding) -> Text:
    """Return a finding for colleagues: a few words, where there are any."""
    if finding.reason not in _NAMED:
        return explained((finding,))[0]
    why = text(f"review_why_{finding.reason}")
    if finding.field is None:
        return why
    return text("review_why_at", why=why, field=text(f"field_{finding.field}"))


def chosen(item: ReturnedItem) -> Text:
    """Return what was sent back, with why, for the history of rounds."""
    name = text(f"item_{item.item}") if item.item in REASONS else text(f"step_{item.step}")
    if item.reason is None:
        return name
    return text("review_round_item", item=name, why=short(item.reason))


def kind_of(case: Case) -> DocumentKind | None:
    """Return the document of a case."""
    return case.identity.document_kind
