"""The card's fields as read, as the customer says, as the firm has them: differences marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.agents.review.wording import clipped, joined
from dialogs.evidence import CardReading
from dialogs.model import Case
from dialogs.rules.documents import birth_date, kind_of_number, masked, sex
from dialogs.rules.masking import COVER
from dialogs.rules.names import masked_name, same_name
from dialogs.texts import Text, text

SAME, DIFFERENT, UNKNOWN = "✓", "≠", "?"
_ADDRESS_MOST = 60
_NONE = "—"
_UNREAD_LONGEST = 5
"""A number shorter than this has no part that may be shown."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field from its sources.

    Attributes:
        field: a `dialogs.reasons.CARD_FIELDS` value.
        shown: source and what it says, for people: names and numbers masked.
        mark: whether all sources say the same; unknown when fewer than two say anything.
    """

    field: str
    shown: tuple[tuple[str, Text | str], ...]
    mark: str

    def line(self) -> Text:
        """Return it in a line: one value if all agree, otherwise each with its source."""
        values = [
            text("review_source", source=text(f"review_source_{source}"), value=value)
            for source, value in self.shown
        ]
        agreed = self.shown[0][1]
        value = agreed if self.mark == SAME else joined(values, "review_beside")
        return text("review_compared", mark=self.mark, field=text(f"field_{self.field}"),
                    value=value)  # fmt: skip


def compared(case: Case) -> tuple[Compared, ...]:
    """Return the fields that decide, in the order of the card."""
    readings = tuple(shot.reading for shot in case.shots)
    fields = (
        _name(case, readings),
        _number(case, readings),
        *_within_number(case, readings),
        _validity(case, readings),
        _address(case, readings),
    )
    return tuple(one for one in fields if any(value != _NONE for _, value in one.shown))


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _name(case: Case, readings: tuple[CardReading, ...]) -> Compared:
    read = _first(one.name for one in readings)
    said = {"read": read, "typed": case.identity.name, "confirmed": case.fields.name}
    known = [name for name in said.values() if name]
    equal = all(same_name(known[0], other) for other in known[1:])
    shown = tuple((source, masked_name(name) if name else _NONE) for source, name in said.items())
    return Compared("name", shown, _mark(len(known), equal=equal))


def _number(case: Case, readings: tuple[CardReading, ...]) -> Compared:
    read = _first(one.number for one in readings)
    said = {"read": read, "typed": case.identity.number}
    known = [number for number in said.values() if number]
    shown = tuple((source, _hidden(number)) for source, number in said.items())
    return Compared("number", shown, _mark(len(known), equal=len(set(known)) == 1))


def _hidden(number: str | None) -> str:
    return masked(number) if number and len(number) > _UNREAD_LONGEST else _NONE


def _within_number(case: Case, readings: tuple[CardReading, ...]) -> Iterator[Compared]:
    """Yield what is printed beside the number and contradicts it."""
    number = case.identity.number or ""
    if kind_of_number(number) is None:
        return
    born, printed = birth_date(number), next((r.birth for r in readings if r.birth), None)
    if printed is not None and printed != born:
        yield Compared("birth", (("read", _day(printed)), ("number", _day(born))), DIFFERENT)
    read = _first(one.sex for one in readings)
    if read is not None and read != sex(number):
        shown = tuple((source, text(f"review_sex_{which}"))
                      for source, which in (("read", read), ("number", sex(number))))  # fmt: skip
        yield Compared("sex", shown, DIFFERENT)


def _validity(case: Case, readings: tuple[CardReading, ...]) -> Compared:
    """Compare the last day only: the firm keeps no first one."""
    dated = next((one for one in readings if one.valid_to or one.long_term), None)
    firm = case.record.document_valid_to if case.record is not None else None
    ends: dict[str, Text | None] = {
        "read": _end(dated.valid_to, long_term=dated.long_term) if dated else None,
        "confirmed": _end(case.fields.valid_to, long_term=case.fields.long_term),
        "firm": _end(firm, long_term=False),
    }
    known = [end for end in ends.values() if end is not None]
    shown = tuple((source, end or _NONE) for source, end in ends.items())
    return Compared("validity", shown, _mark(len(known), equal=len(set(known)) == 1))


def _end(day: date | None, *, long_term: bool) -> Text | None:
    if long_term:
        return text("review_long_term")
    return _day(day) if day is not None else None


def _day(day: date) -> Text:
    return text("review_day", day=day)


def _house(address: str, number: str | None) -> str:
    """Return an address with its house numbers, which a reviewer compares; no document number."""
    return clipped(address.replace(number, COVER) if number else address, _ADDRESS_MOST)


def _address(case: Case, readings: tuple[CardReading, ...]) -> Compared:
    read = _first(one.address for one in readings)
    said = {"read": read, "confirmed": case.fields.address}
    known = {"".join(address.split()) for address in said.values() if address}
    count = sum(1 for address in said.values() if address)
    shown = tuple(
        (source, _house(address, case.identity.number) if address else _NONE)
        for source, address in said.items()
    )
    return Compared("address", shown, _mark(count, equal=len(known) == 1))


def _mark(count: int, *, equal: bool) -> str:
    if count <= 1:
        return UNKNOWN
    return SAME if equal else DIFFERENT
