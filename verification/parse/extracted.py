"""What an extractor hands back: fields with their places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dialogs.evidence import CardReading
from dialogs.kinds import DocumentKind
from verification.engines.ports import Line
from verification.parse.card_fields import Validity, find_validity, is_usual_term


@dataclass(frozen=True, slots=True)
class Extracted:
    """The fields of one side.

    Attributes:
        reading: the fields.
        places: the text and place of each.
        missing: those that the side carries and that were not read.
        doubtful: those that were read but contradict themselves, or have holes.
        contradicting: those whose print contradicts the number.
    """

    reading: CardReading
    places: Mapping[str, Line]
    missing: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    contradicting: tuple[str, ...] = ()


def present(**places: Line | None) -> dict[str, Line]:
    """Return the places that were found."""
    return {name: line for name, line in places.items() if line is not None}


def missing_of(**values: object) -> tuple[str, ...]:
    """Return the names of the values that are None."""
    return tuple(name for name, value in values.items() if value is None)


def validity_of(line: Line | None) -> Validity | None:
    """Return the period that the line states."""
    return None if line is None else find_validity(line.text)


def odd_validity(validity: Validity | None, kind: DocumentKind) -> tuple[str, ...]:
    """Return `("validity",)` when no such card is issued for that long."""
    return () if validity is None or is_usual_term(validity, kind) else ("validity",)


def contradicted(
    reading: CardReading, birth: date | None, printed_sex: str | None
) -> tuple[str, ...]:
    """Return which of birth date and sex is printed otherwise than the number says."""
    if reading.number is None:
        return ()
    both = {"birth": (birth, reading.birth), "sex": (printed_sex, reading.sex)}
    return tuple(name for name, (one, other) in both.items() if one not in {None, other})
