"""The card check, beside PaddleOCR on the card as the check hands it over."""

from functools import partial

from benchmarks.engines import one_threaded
from benchmarks.measure import Bounds, Size, in_turn
from benchmarks.rows import Row
from bot.sandbox.materials.cards import draw_card, photograph
from bot.sandbox.materials.faces import portrait
from bot.sandbox.people import BY_KEY
from dialogs.kinds import CardSide, Verdict
from verification.api import CardRequest
from verification.checks.card import check_card
from verification.engines.loading import Engines
from verification.engines.pictures import decode_picture
from verification.engines.ports import Pixels
from verification.measure.outline import find_outline, flatten

_PERSON = BY_KEY["zhang_wei"]
_SEED = 11
_BUDGET_S = 60.0


def run(size: Size) -> list[Row]:
    """Check both sides of a specimen card; the small size only the front."""
    engines = one_threaded()
    sides = list(CardSide)[: size.pick(1, 2)]
    return [_side(side, engines, Bounds(size.pick(1, 7), _BUDGET_S)) for side in sides]


def _side(side: CardSide, engines: Engines, bounds: Bounds) -> Row:
    photo = photograph(draw_card(_PERSON, side, portrait()), seed=_SEED)
    request = CardRequest(photo, _PERSON.document_kind, _PERSON.valid_from)
    verdict = check_card(request, engines).outcome.verdict  # loads the engines, too
    rectified = _rectified(photo)
    check, bare = in_turn(
        bounds,
        partial(check_card, request, engines),
        partial(engines.card_reader.read, rectified),
    )
    note = "a photograph of 1600 x 1200; bare: PaddleOCR on the rectified card"
    if verdict is not Verdict.PASS:
        note += f"; the verdict was {verdict}"
    return Row(f"Card check, {side.value}", check.cpu_s, "s", bare.cpu_s, check.wall_s, note)


def _rectified(photo: bytes) -> Pixels:
    """Return the card as the check reads it: the photograph here lies upright already."""
    picture = decode_picture(photo)
    if isinstance(picture, str):
        raise TypeError(f"the photograph is refused: {picture}")
    corners = find_outline(picture)
    if corners is None:
        raise RuntimeError("the outline of the card is not found")
    return flatten(picture, corners).picture
