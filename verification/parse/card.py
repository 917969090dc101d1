"""From the lines on a card to its fields, for both kinds and both sides (Guide R29); pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from dialogs.evidence import CardReading
from dialogs.kinds import CardSide, DocumentKind
from verification.engines.ports import Line
from verification.parse.card_kind import recognise
from verification.parse.card_regions import REGIONS, Box
from verification.parse.characters import simplified, squeezed
from verification.parse.permanent import permanent_back, permanent_front
from verification.parse.resident import resident_back, resident_front

LOWEST_SCORE = 0.45
_OFF_PLACE = 0.09
_NOT_A_FIELD = ("SPECIMEN", "样本")


@dataclass(frozen=True, slots=True)
class ParsedCard:
    """What the words on a picture say.

    Attributes:
        reading: the fields; None when it is no card of the two kinds.
        places: where each field's text stands, in the pixels of the picture that was read.
        missing: the fields that this side carries and that could not be read.
        doubtful: the fields that were read but should not be relied on.
        contradicting: the fields whose print contradicts the number.
        other_document: whether it is a document that is not accepted.
        lines: how many lines of text there were at all.
        marks: how many words of a card there were, when it was not recognised.
        titled: whether the back's title was read.
    """

    reading: CardReading | None
    places: Mapping[str, Line] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    contradicting: tuple[str, ...] = ()
    other_document: bool = False
    lines: int = 0
    marks: int = 0
    titled: bool = True


def parse_card(lines: Iterable[Line], sure_score: float) -> ParsedCard:
    """Return the fields on the card; a field scored below `sure_score` is doubtful."""
    useful = [line for line in lines if _is_useful(line)]
    seen = recognise(useful)
    if seen.kind is None or seen.side is None:
        return ParsedCard(
            None, other_document=seen.other_document, lines=len(useful), marks=seen.marks
        )
    extracted = _EXTRACTORS[seen.kind, seen.side](useful)
    unsure = {name for name, line in extracted.places.items() if line.score < sure_score}
    read = {name for name in unsure if getattr(extracted.reading, name, None) is not None}
    doubtful = tuple(sorted((read - _PROVEN_BY_CHECKSUM) | set(extracted.doubtful)))
    return ParsedCard(
        reading=extracted.reading,
        places=extracted.places,
        missing=extracted.missing,
        doubtful=doubtful,
        contradicting=extracted.contradicting,
        lines=len(useful),
        titled=seen.titled,
    )


def stands_as_printed(parsed: ParsedCard, width: float, height: float) -> bool:
    """Say whether the fields stand where cards print them: if not, the outline is another thing's.

    Args:
        parsed: what was read.
        width: of the flattened card, in pixels.
        height: of the flattened card.
    """
    reading = parsed.reading
    if reading is None:
        return True
    regions = REGIONS[reading.kind, reading.side]
    found = [(line, regions[field]) for field, line in parsed.places.items() if field in regions]
    if not found:
        return True
    across = median(abs(line.left / width - region[0]) for line, region in found)
    down = median(_above_or_below(line, region, height) for line, region in found)
    return max(across, down) < _OFF_PLACE


def _above_or_below(line: Line, region: Box, height: float) -> float:
    """Return by how much the middle of a line lies outside of its region, as a share."""
    middle = line.middle / height
    return max(region[1] - middle, middle - region[3], 0.0)


def _is_useful(line: Line) -> bool:
    text = simplified(squeezed(line.text)).upper()
    bare = text
    for mark in _NOT_A_FIELD:
        bare = bare.replace(mark, "")
    return bool(text) and line.score >= LOWEST_SCORE and bool(bare)


_PROVEN_BY_CHECKSUM = {"number"}
_EXTRACTORS = {
    (DocumentKind.RESIDENT_ID, CardSide.FRONT): resident_front,
    (DocumentKind.RESIDENT_ID, CardSide.BACK): resident_back,
    (DocumentKind.PERMANENT_RESIDENT, CardSide.FRONT): permanent_front,
    (DocumentKind.PERMANENT_RESIDENT, CardSide.BACK): permanent_back,
}
