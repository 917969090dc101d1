"""The card check: one photograph of one side (Guide R28-R34)."""

import time
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from dialogs.evidence import CheckOutcome
from dialogs.kinds import CardSide, Verdict
from dialogs.reasons import Finding, Reason
from verification.api import CardRequest, CheckResult
from verification.checks.card_verdict import CardEvidence, judge
from verification.engines.pictures import decode_picture
from verification.engines.ports import CardEngines, CardReader, Line, Pixels
from verification.measure.light import brightness, chroma, contrast, sharpness
from verification.measure.moire import moire
from verification.measure.outline import (
    Flattened,
    aspect_error,
    find_outline,
    flatten,
    sides,
    sides_on_border,
    turned,
)
from verification.measure.surface import Spot, Surface, glaring, spots, surface_of
from verification.parse.card import ParsedCard, parse_card, stands_as_printed
from verification.parse.card_kind import is_card_text
from verification.parse.card_regions import PICTURES, REGIONS, Box
from verification.thresholds import CARD, THRESHOLDS_VERSION

_TEXT_BORDER_SHARE = 0.012
_LEAST_PART_PX = 60
_WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
_BORDER_STRIP = 0.03
_WIDTH_IN_LINES = (
    15.0  # how many lines as high as wide the card is, the detector's margins included
)


def check_card(request: CardRequest, engines: CardEngines) -> CheckResult:
    """Judge and read one side of a document; whatever is wrong with the file is a finding."""
    started = time.perf_counter()
    photo = decode_picture(request.image)
    if isinstance(photo, Reason):
        return _result(_refused(photo), (), started)
    if min(photo.shape[:2]) < CARD.least_side_px:
        return _result(_refused(Reason.TOO_FEW_PIXELS), (), started)
    outcome = _judged(photo, request, engines)
    models = (*engines.card_reader.models, *engines.portrait_finder.models)
    return _result(outcome, models, started)


def _result(
    outcome: CheckOutcome, models: tuple[tuple[str, str], ...], started: float
) -> CheckResult:
    return CheckResult(outcome, models, THRESHOLDS_VERSION, time.perf_counter() - started)


def _refused(reason: Reason) -> CheckOutcome:
    return CheckOutcome(Verdict.FAIL, (Finding(reason),))


def _judged(photo: Pixels, request: CardRequest, engines: CardEngines) -> CheckOutcome:
    card, lines, parsed = _read(photo, engines.card_reader)
    evidence = _evidence(photo, card, lines, parsed, engines)
    verdict, findings = judge(evidence, request.expected_kind, request.today, CARD)
    placed = tuple(_on_photo(finding, card, photo) for finding in findings)
    return CheckOutcome(verdict, placed, card=parsed.reading, scores=_scores(evidence))


_Attempt = tuple[Flattened, tuple[Line, ...], ParsedCard]


def _read(photo: Pixels, reader: CardReader) -> _Attempt:
    """Read the flattened card; if anything is missing on it, the whole photograph as well.

    The outline may be a wrong one (a table, a sheet of paper, half of the card).
    """
    corners = find_outline(photo)
    attempt = _read_one(flatten(photo, corners), reader)
    if corners is None or _is_complete(attempt[2]):
        return attempt
    whole = _read_one(flatten(photo, None), reader)
    return whole if _completeness(whole[2]) > _completeness(attempt[2]) else attempt


def _is_complete(parsed: ParsedCard) -> bool:
    """Say whether another reading could not say more: all is there, or it is another thing."""
    other = parsed.other_document or parsed.lines > CARD.most_lines
    return other or (parsed.reading is not None and not parsed.missing)


def _completeness(parsed: ParsedCard) -> tuple[bool, int, int]:
    """Order readings: a recognised card, then few missing fields, then words of a card."""
    known = parsed.reading is not None or parsed.other_document
    return known, -len(parsed.missing), parsed.marks


def _read_one(card: Flattened, reader: CardReader) -> _Attempt:
    upright = turned(card, _quarter_turns(card, reader))
    lines = reader.read(upright.picture)
    return upright, lines, parse_card(lines, CARD.sure_score)


def _quarter_turns(card: Flattened, reader: CardReader) -> int:
    """Return how far to turn back; a flattened card lies on its long side, so by 0 or 180."""
    likely = list(reader.turns(card.picture))
    if card.corners is not None:
        likely[1] = likely[3] = -1.0
    return likely.index(max(likely))


def _evidence(
    photo: Pixels,
    card: Flattened,
    lines: Sequence[Line],
    parsed: ParsedCard,
    engines: CardEngines,
) -> CardEvidence:
    height, width = card.picture.shape[:2]
    aligned = card.corners is not None and stands_as_printed(parsed, width, height)
    frame = _WHOLE if aligned else _frame(card, lines)
    subject = _part(card.picture, frame)
    ground = surface_of(subject, _pictures(parsed) if aligned else ())
    return CardEvidence(
        parsed=parsed,
        width=width,
        height=height,
        flattened=aligned,
        sides_on_border=_border_sides(card, photo),
        text_on_border=any(
            _touches_border(line, card, photo) for line in lines if is_card_text(line)
        ),
        field_on_border=any(_touches_border(line, card, photo) for line in parsed.places.values()),
        card_px=_card_px(card, parsed),
        aspect_error=_aspect_error(card, photo),
        sharpness=sharpness(subject),
        brightness=brightness(subject),
        contrast=contrast(subject),
        chroma=chroma(subject),
        **_found(ground, frame, aligned=aligned),
        moire=moire(photo, card.corners),
        has_portrait=_has_portrait(photo, card, parsed, engines)
        if aligned
        else _has_face(card, parsed, engines),
    )


def _frame(card: Flattened, lines: Sequence[Line]) -> Box:
    """Return what is measured without the card's own outline: the part with text, not the desk."""
    if len(lines) < CARD.least_lines:
        return _WHOLE
    height, width = card.picture.shape[:2]
    left, top = min(line.left for line in lines), min(line.top for line in lines)
    right, bottom = max(line.right for line in lines), max(line.bottom for line in lines)
    if min(right - left, bottom - top) < _LEAST_PART_PX:
        return _WHOLE
    return _inside((left / width, top / height, right / width, bottom / height))


def _part(picture: Pixels, frame: Box) -> Pixels:
    height, width = picture.shape[:2]
    rows = slice(round(frame[1] * height), round(frame[3] * height))
    return np.ascontiguousarray(picture[rows, round(frame[0] * width) : round(frame[2] * width)])


def _pictures(parsed: ParsedCard) -> tuple[Box, ...]:
    """Return where a picture is printed; everywhere one may be while the side is not known."""
    reading = parsed.reading
    return PICTURES[None if reading is None else reading.side]


def _found(ground: Surface, frame: Box, *, aligned: bool) -> dict[str, tuple[Spot, ...]]:
    """Return the spots of each sort, placed on the picture of which the ground is a part.

    Beyond a card's own outline lie other things, so that only a reflection can be told there.
    """
    none = np.zeros_like(ground.known)
    masks = {
        "glare": glaring(ground, CARD.shine),
        "shine": ground.known & (ground.light > CARD.bright),
        "things": ground.known & (ground.tint > CARD.tint),
        "shade": ground.known & (ground.light < CARD.shade),
    }
    shown = masks if aligned else {**masks, "things": none, "shade": none}
    return {
        name: tuple(_placed(spot, frame) for spot in spots(mask, CARD.least_spot))
        for name, mask in shown.items()
    }


def _placed(spot: Spot, frame: Box) -> Spot:
    wide, tall = frame[2] - frame[0], frame[3] - frame[1]
    left, top, right, bottom = spot.box
    box = (
        frame[0] + left * wide, frame[1] + top * tall,
        frame[0] + right * wide, frame[1] + bottom * tall,
    )  # fmt: skip
    return Spot(box, spot.share * wide * tall)


def _border_sides(card: Flattened, photo: Pixels) -> int:
    if card.corners is None:
        return 0
    return sides_on_border(card.corners, photo.shape[1], photo.shape[0])


def _card_px(card: Flattened, parsed: ParsedCard) -> float:
    """Return how wide the card is on the photograph; without an outline, by its lines' height."""
    if card.corners is not None:
        return sides(card.corners)[0]
    heights = [line.height for line in parsed.places.values()]
    if not heights:
        return float("inf")
    shown = float(np.linalg.norm(card.to_photo[:2, 0]))
    return _WIDTH_IN_LINES * float(np.median(heights)) * shown


def _aspect_error(card: Flattened, photo: Pixels) -> float:
    if card.corners is None:
        return 0.0
    return aspect_error(card.corners, photo.shape[1], photo.shape[0])


def _touches_border(line: Line, card: Flattened, photo: Pixels) -> bool:
    left, top, right, bottom = _to_photo((line.left, line.top, line.right, line.bottom), card)
    height, width = photo.shape[:2]
    margin = _TEXT_BORDER_SHARE * max(height, width)
    return left < margin or top < margin or right > width - margin or bottom > height - margin


def _has_portrait(
    photo: Pixels, card: Flattened, parsed: ParsedCard, engines: CardEngines
) -> bool | None:
    """Look for a face where the portrait is printed; in all of the picture when it is no card."""
    reading = parsed.reading
    if reading is None:
        return not parsed.marks and engines.portrait_finder.has_face(photo)
    if reading.side is not CardSide.FRONT:
        return None
    height, width = card.picture.shape[:2]
    left, top, right, bottom = REGIONS[reading.kind, reading.side]["portrait"]
    part = card.picture[
        round(top * height) : round(bottom * height), round(left * width) : round(right * width)
    ]
    return engines.portrait_finder.has_face(np.ascontiguousarray(part))


def _has_face(card: Flattened, parsed: ParsedCard, engines: CardEngines) -> bool | None:
    """Look for a face anywhere, as the outline is not known: that none is seen says nothing."""
    reading = parsed.reading
    if reading is None or reading.side is not CardSide.FRONT:
        return None
    return engines.portrait_finder.has_face(card.picture) or None


def _scores(evidence: CardEvidence) -> tuple[tuple[str, float], ...]:
    return (
        ("sharpness", round(evidence.sharpness, 3)),
        ("brightness", round(evidence.brightness, 1)),
        ("contrast", round(evidence.contrast, 1)),
        ("chroma", round(evidence.chroma, 2)),
        ("glare", round(sum(spot.share for spot in evidence.glare), 4)),
        ("things", round(sum(spot.share for spot in evidence.things), 4)),
        ("moire", round(evidence.moire, 2)),
        ("outline", float(evidence.flattened)),
    )


def _on_photo(finding: Finding, card: Flattened, photo: Pixels) -> Finding:
    """Return the finding with its box in shares of the customer's own photograph."""
    if finding.reason is Reason.CUT_OFF:
        return replace(finding, box=_cut_side(card, photo))
    if finding.box is None:
        return finding
    height, width = card.picture.shape[:2]
    left, top, right, bottom = finding.box
    pixels = (left * width, top * height, right * width, bottom * height)
    tall, wide = photo.shape[:2]
    left, top, right, bottom = _to_photo(pixels, card)
    shares = (left / wide, top / tall, right / wide, bottom / tall)
    return replace(finding, box=_inside(shares))


def _cut_side(card: Flattened, photo: Pixels) -> Box | None:
    """Return the strip along the photograph's border where the card runs out of it."""
    if card.corners is None:
        return None
    low, high = card.corners.min(axis=0), card.corners.max(axis=0)
    shape = np.array([photo.shape[1], photo.shape[0]], np.float32)
    (left, top), (right, bottom) = np.clip(low / shape, 0, 1), np.clip(high / shape, 0, 1)
    room = {"left": left, "top": top, "right": 1 - right, "bottom": 1 - bottom}
    strips = {
        "left": (0.0, top, _BORDER_STRIP, bottom),
        "top": (left, 0.0, right, _BORDER_STRIP),
        "right": (1 - _BORDER_STRIP, top, 1.0, bottom),
        "bottom": (left, 1 - _BORDER_STRIP, right, 1.0),
    }
    return _inside(strips[min(room, key=lambda side: float(room[side]))])


def _inside(
    box: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(min(1.0, max(0.0, value)), 4) for value in box)
    return left, top, right, bottom


def _to_photo(
    box: tuple[float, float, float, float], card: Flattened
) -> tuple[float, float, float, float]:
    """Return the upright box around the place on the photograph."""
    left, top, right, bottom = box
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    points: npt.NDArray[np.float32] = np.array([corners], np.float32)
    placed = cv2.perspectiveTransform(points, card.to_photo)[0]
    low, high = placed.min(axis=0), placed.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
