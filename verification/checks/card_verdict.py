"""Judges what was measured and read on a card; pure (Guide R28-R34, D12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dialogs.evidence import CardReading
from dialogs.kinds import CardSide, DocumentKind, Verdict
from dialogs.reasons import Finding, Reason
from verification.measure.light import Blob
from verification.parse.card import ParsedCard
from verification.parse.card_regions import REGIONS, Box
from verification.thresholds import CardThresholds


@dataclass(frozen=True, slots=True)
class CardEvidence:
    """What is known of a photograph before anything is judged.

    Attributes:
        parsed: what was read.
        width: of the flattened card, in pixels.
        height: of the flattened card.
        flattened: whether the card's outline was found, so that `REGIONS` apply.
        sides_on_border: how many of the card's sides lie on the photograph's border.
        text_on_border: whether a line of text runs out of the photograph.
        aspect_error: by which share the card's proportion is off.
        sharpness: see `verification.measure.light`.
        brightness: mean grey value.
        chroma: colourfulness.
        glare: burnt-out spots.
        moire: peak of a screen's grid.
        foreign: share of another colour over each field that could not be read.
        has_portrait: whether the portrait holds a face; None when nobody looked.
    """

    parsed: ParsedCard
    width: int
    height: int
    flattened: bool
    sides_on_border: int
    text_on_border: bool
    aspect_error: float
    sharpness: float
    brightness: float
    chroma: float
    glare: tuple[Blob, ...]
    moire: float
    foreign: Mapping[str, float]
    has_portrait: bool | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with what it does to the verdict; its box is in shares of the flattened card."""

    finding: Finding
    verdict: Verdict


def judge(
    evidence: CardEvidence,
    expected: DocumentKind | None,
    today: date,
    limits: CardThresholds,
) -> tuple[Verdict, tuple[Finding, ...]]:
    """Return the verdict with its findings, the gravest first."""
    judged = list(_judged(evidence, expected, today, limits))
    failed = [one.finding for one in judged if one.verdict is Verdict.FAIL]
    unsure = [one.finding for one in judged if one.verdict is Verdict.UNSURE]
    if failed:
        return Verdict.FAIL, (*failed, *unsure)
    return (Verdict.UNSURE if unsure else Verdict.PASS), tuple(unsure)


def _judged(
    evidence: CardEvidence,
    expected: DocumentKind | None,
    today: date,
    limits: CardThresholds,
) -> Iterable[Judged]:
    reading = evidence.parsed.reading
    if reading is None:
        yield _unrecognised(evidence, limits)
        return
    if expected is not None and reading.kind is not expected:
        yield _fail(Reason.WRONG_KIND)
        return
    yield from _quality(evidence, limits)
    yield from _glare(evidence, reading, limits)
    yield from _covered(evidence, reading, limits)
    yield from _fields(evidence, reading)
    yield from _validity(reading, today)


def _unrecognised(evidence: CardEvidence, limits: CardThresholds) -> Judged:
    """Name the reason why no card was recognised: the light, the cut, the blur, or no card."""
    if evidence.parsed.other_document:
        return _fail(Reason.WRONG_KIND)
    if evidence.brightness < limits.dark:
        return _fail(Reason.TOO_DARK)
    if evidence.parsed.lines > limits.most_lines:
        return _fail(Reason.NOT_A_CARD)
    has_words_of_a_card = evidence.parsed.marks > 0
    if has_words_of_a_card and (evidence.sides_on_border or evidence.text_on_border):
        return _fail(Reason.CUT_OFF)
    if not (evidence.flattened or has_words_of_a_card):
        return _fail(Reason.NOT_A_CARD)
    if evidence.sharpness < limits.soft:
        return _fail(Reason.BLURRED)
    if _largest_glare(evidence) > limits.glare_on_field:
        return _fail(Reason.GLARE, box=_share_box(evidence.glare[0], evidence))
    return _fail(Reason.NOT_A_CARD)


def _quality(evidence: CardEvidence, limits: CardThresholds) -> Iterable[Judged]:
    """Blur and darkness are forgiven to a reviewer's eye only when every field was read."""
    if _is_cut(evidence, limits):
        yield _fail(Reason.CUT_OFF)
    spoilt = bool(evidence.parsed.missing)
    if evidence.brightness < (limits.dim if spoilt else limits.dark):
        yield _fail(Reason.TOO_DARK)
    elif evidence.brightness < limits.dim:
        yield _unsure(Reason.TOO_DARK)
    if evidence.sharpness < (limits.soft if spoilt else limits.blurred):
        yield _fail(Reason.BLURRED)
    elif evidence.sharpness < limits.soft:
        yield _unsure(Reason.BLURRED)
    if evidence.moire > limits.screen:
        yield _fail(Reason.SCREEN)
    elif evidence.moire > limits.perhaps_screen:
        yield _unsure(Reason.SCREEN)
    if evidence.chroma < limits.colourless:
        yield _fail(Reason.COPY)


def _is_cut(evidence: CardEvidence, limits: CardThresholds) -> bool:
    """A card at the border is whole only if its proportion is right and nothing is missing."""
    spoilt = bool(evidence.parsed.missing)
    if evidence.sides_on_border:
        return spoilt or evidence.aspect_error > limits.tight_aspect
    return evidence.text_on_border and spoilt


def _glare(
    evidence: CardEvidence, reading: CardReading, limits: CardThresholds
) -> Iterable[Judged]:
    """Glare on a field is a FAIL even when all was read: the reading may close over a gap."""
    named = False
    for field, region in _regions(evidence, reading):
        spots = [spot for spot in evidence.glare if _meets(_share_box(spot, evidence), region)]
        if sum(spot.share for spot in spots) > limits.glare_on_field:
            named = True
            yield _fail(Reason.GLARE, field, _share_box(spots[0], evidence))
    if not named and _largest_glare(evidence) > limits.glare_anywhere:
        yield _unsure(Reason.GLARE, box=_share_box(evidence.glare[0], evidence))


def _covered(
    evidence: CardEvidence, reading: CardReading, limits: CardThresholds
) -> Iterable[Judged]:
    regions = dict(_regions(evidence, reading))
    for field, share in evidence.foreign.items():
        if share > limits.covered:
            yield _fail(Reason.COVERED, field, regions.get(field))


def _fields(evidence: CardEvidence, reading: CardReading) -> Iterable[Judged]:
    regions = dict(_regions(evidence, reading))
    for field in evidence.parsed.missing:
        reason = Reason.NUMBER_UNREADABLE if field == "number" else Reason.FIELD_UNREADABLE
        yield _fail(reason, field, regions.get(field))
    for field in evidence.parsed.doubtful:
        reason = Reason.NUMBER_UNREADABLE if field == "number" else Reason.FIELD_UNREADABLE
        yield _unsure(reason, field, regions.get(field))
    if reading.side is CardSide.FRONT and evidence.has_portrait is False:
        yield _fail(Reason.PORTRAIT_MISSING, "portrait", regions.get("portrait"))


def _validity(reading: CardReading, today: date) -> Iterable[Judged]:
    if reading.valid_to is not None and reading.valid_to < today:
        yield _fail(Reason.DOCUMENT_EXPIRED, "validity")


def _regions(evidence: CardEvidence, reading: CardReading) -> Iterable[tuple[str, Box]]:
    """Return where the fields are: as printed on a flattened card, else where they were read."""
    if evidence.flattened:
        yield from REGIONS[reading.kind, reading.side].items()
        return
    for field, line in evidence.parsed.places.items():
        yield (
            field,
            (
                line.left / evidence.width,
                line.top / evidence.height,
                line.right / evidence.width,
                line.bottom / evidence.height,
            ),
        )


def _largest_glare(evidence: CardEvidence) -> float:
    return max((spot.share for spot in evidence.glare), default=0.0)


def _share_box(spot: Blob, evidence: CardEvidence) -> Box:
    return (
        spot.left / evidence.width,
        spot.top / evidence.height,
        spot.right / evidence.width,
        spot.bottom / evidence.height,
    )


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _fail(reason: Reason, field: str | None = None, box: Box | None = None) -> Judged:
    return Judged(Finding(reason, field=field, box=box), Verdict.FAIL)


def _unsure(reason: Reason, field: str | None = None, box: Box | None = None) -> Judged:
    return Judged(Finding(reason, field=field, box=box), Verdict.UNSURE)
