"""Judges what was measured and read on a card; pure (Guide R28-R34, D12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dialogs.evidence import CardReading
from dialogs.kinds import CardSide, DocumentKind, Verdict
from dialogs.reasons import Finding, Reason
from verification.measure.surface import Spot
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
        field_on_border: whether a field's own line does.
        card_px: width of the card on the photograph.
        aspect_error: by which share the card's proportion is off.
        sharpness: see `verification.measure.light`.
        brightness: mean grey value.
        contrast: between ink and ground.
        chroma: colourfulness.
        glare: burnt-out spots, the largest first.
        shine: spots brighter than the ground, burnt out or not.
        things: spots of another colour than the ground: a thumb, a thing.
        shade: spots much darker than the ground: a thing, or a shadow.
        moire: peak of a screen's grid.
        has_portrait: whether the portrait holds a face; None when nobody looked. Where no card
            was recognised, whether a face fills the picture: a selfie.
    """

    parsed: ParsedCard
    width: int
    height: int
    flattened: bool
    sides_on_border: int
    text_on_border: bool
    field_on_border: bool
    card_px: float
    aspect_error: float
    sharpness: float
    brightness: float
    contrast: float
    chroma: float
    glare: tuple[Spot, ...]
    shine: tuple[Spot, ...]
    things: tuple[Spot, ...]
    shade: tuple[Spot, ...]
    moire: float
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
    yield from _wholeness(evidence, limits)
    yield from _quality(evidence, limits)
    yield from _copies(evidence, limits)
    yield from _glare(evidence, reading, limits)
    yield from _covered(evidence, reading, limits)
    yield from _fields(evidence, reading)
    region = dict(_regions(evidence, reading)).get("validity")
    yield from _validity(reading, today, region)


def _unrecognised(evidence: CardEvidence, limits: CardThresholds) -> Judged:
    """Name the reason why no card was recognised: the light, the cut, the blur, or no card."""
    if evidence.parsed.other_document:
        return _fail(Reason.WRONG_KIND)
    if evidence.has_portrait:
        return _fail(Reason.NOT_A_CARD)
    if evidence.brightness < limits.dark:
        return _fail(Reason.TOO_DARK)
    if evidence.parsed.lines > limits.most_lines:
        return _fail(Reason.NOT_A_CARD)
    has_words_of_a_card = evidence.parsed.marks > 0
    if has_words_of_a_card and (evidence.sides_on_border or evidence.text_on_border):
        return _fail(Reason.CUT_OFF)
    if not (evidence.flattened or has_words_of_a_card):
        return _fail(Reason.NOT_A_CARD)
    if evidence.contrast < limits.blank:
        return _fail(Reason.NOT_A_CARD)
    if evidence.sharpness < limits.soft:
        return _fail(Reason.BLURRED)
    if _largest(evidence.glare) > limits.glare_on_field:
        return _fail(Reason.GLARE, box=evidence.glare[0].box)
    return _fail(Reason.NOT_A_CARD)


def _wholeness(evidence: CardEvidence, limits: CardThresholds) -> Iterable[Judged]:
    if _is_cut(evidence, limits):
        yield _fail(Reason.CUT_OFF)
    elif evidence.sides_on_border or (evidence.text_on_border and not evidence.flattened):
        yield _unsure(Reason.CUT_OFF)
    elif not evidence.parsed.titled:
        yield _unsure(Reason.COVERED)


def _quality(evidence: CardEvidence, limits: CardThresholds) -> Iterable[Judged]:
    """Blur and darkness are forgiven to a reviewer's eye only when every field was read."""
    spoilt = bool(evidence.parsed.missing)
    if evidence.card_px < limits.least_card_px:
        yield _fail(Reason.TOO_FEW_PIXELS)
    if evidence.brightness < (limits.dim if spoilt else limits.dark):
        yield _fail(Reason.TOO_DARK)
    elif evidence.brightness < limits.dim:
        yield _unsure(Reason.TOO_DARK)
    if evidence.sharpness < (limits.soft if spoilt else limits.blurred):
        yield _fail(Reason.BLURRED)
    elif evidence.sharpness < limits.soft:
        yield _unsure(Reason.BLURRED)


def _copies(evidence: CardEvidence, limits: CardThresholds) -> Iterable[Judged]:
    if evidence.moire > limits.screen:
        yield _fail(Reason.SCREEN)
    elif evidence.moire > limits.perhaps_screen:
        yield _unsure(Reason.SCREEN)
    if evidence.chroma < limits.colourless:
        yield _fail(Reason.COPY)


def _is_cut(evidence: CardEvidence, limits: CardThresholds) -> bool:
    """A card at the border may be whole if its proportion is right and nothing is missing."""
    spoilt = bool(evidence.parsed.missing)
    if evidence.sides_on_border > 1 or not (evidence.parsed.titled or evidence.flattened):
        return True
    if evidence.sides_on_border:
        return spoilt or evidence.aspect_error > limits.tight_aspect
    return evidence.field_on_border or (evidence.text_on_border and spoilt)


def _glare(
    evidence: CardEvidence, reading: CardReading, limits: CardThresholds
) -> Iterable[Judged]:
    """Glare on a field is a FAIL even when all was read: the reading may close over a gap.

    A reflection that one can read through is none; but where a field has a hole, it made it.
    """
    doubted = {*evidence.parsed.missing, *evidence.parsed.doubtful}
    named = False
    for field, region in _regions(evidence, reading):
        spots = _upon(evidence.glare, region, limits.glare_on_field)
        if not spots and field in doubted:
            spots = _upon(evidence.shine, region, limits.glare_on_field)
        if spots:
            named = True
            yield _fail(Reason.GLARE, field, spots[0].box)
    if not named and _largest(evidence.glare) > limits.glare_anywhere:
        yield _unsure(Reason.GLARE, box=evidence.glare[0].box)


def _covered(
    evidence: CardEvidence, reading: CardReading, limits: CardThresholds
) -> Iterable[Judged]:
    """A thing over a field is a FAIL even when something was read there."""
    doubted = {*evidence.parsed.missing, *evidence.parsed.doubtful}
    for field, region in _regions(evidence, reading):
        spots = _upon(evidence.things, region, limits.covered_part)
        if not spots and field in doubted:
            spots = _upon(evidence.shade, region, limits.covered_part)
        if spots:
            yield _fail(Reason.COVERED, field, spots[0].box)


def _fields(evidence: CardEvidence, reading: CardReading) -> Iterable[Judged]:
    regions = dict(_regions(evidence, reading))
    for field in evidence.parsed.missing:
        reason = Reason.NUMBER_UNREADABLE if field == "number" else Reason.FIELD_UNREADABLE
        yield _fail(reason, field, regions.get(field))
    for field in evidence.parsed.doubtful:
        reason = Reason.NUMBER_UNREADABLE if field == "number" else Reason.FIELD_UNREADABLE
        yield _unsure(reason, field, regions.get(field))
    if evidence.parsed.contradicting:
        yield _unsure(Reason.NUMBER_CONTRADICTED, "number", regions.get("number"))
    if reading.side is CardSide.FRONT and evidence.has_portrait is False:
        yield _fail(Reason.PORTRAIT_MISSING, "portrait", regions.get("portrait"))


def _validity(reading: CardReading, today: date, region: Box | None) -> Iterable[Judged]:
    if reading.valid_to is not None and reading.valid_to < today:
        yield _fail(Reason.DOCUMENT_EXPIRED, "validity", region)


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


def _largest(spots: tuple[Spot, ...]) -> float:
    return max((spot.share for spot in spots), default=0.0)


def _upon(spots: tuple[Spot, ...], region: Box, least: float) -> tuple[Spot, ...]:
    """Return the spots that lie on a region with so much of the card's area."""
    return tuple(spot for spot in spots if min(spot.share, _common(spot.box, region)) > least)


def _common(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common, as a share of the card."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, down)


def _fail(reason: Reason, field: str | None = None, box: Box | None = None) -> Judged:
    return Judged(Finding(reason, field=field, box=box), Verdict.FAIL)


def _unsure(reason: Reason, field: str | None = None, box: Box | None = None) -> Judged:
    return Judged(Finding(reason, field=field, box=box), Verdict.UNSURE)
