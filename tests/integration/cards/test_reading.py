"""The real reader on drawn photographs: every field of every demo customer, every plain fault."""

from datetime import date
from functools import cache
from io import BytesIO

import pytest
from PIL import Image
from typing_extensions import Unpack

from bot.sandbox.materials.cards import Shot, draw_card, photograph
from bot.sandbox.materials.faces import portrait, selfie
from bot.sandbox.people import BY_KEY, PEOPLE, Person
from dialogs.evidence import CardReading
from dialogs.kinds import Action, CardSide, DocumentKind, Verdict
from dialogs.reasons import Reason
from verification.api import CardRequest, CheckResult
from verification.checks.card import check_card
from verification.engines.loading import Engines, load_engines
from verification.isolate import IsolatedVerifier
from verification.settings import VerifierSettings

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

TODAY = date(2026, 6, 1)
EXPIRED = {"li_guoqiang"}


@pytest.fixture(scope="module")
def engines() -> Engines:
    return load_engines(VerifierSettings())


@cache
def face() -> Image.Image:
    return portrait()


def taken(person: Person, side: CardSide, seed: int = 5, **shot: Unpack[Shot]) -> bytes:
    return photograph(draw_card(person, side, face()), seed=seed, **shot)


def checked(engines: Engines, image: bytes, kind: DocumentKind | None = None) -> CheckResult:
    return check_card(CardRequest(image, kind, TODAY), engines)


def printed(person: Person, side: CardSide) -> CardReading:
    """What the card says, as a reading."""
    front, resident = side is CardSide.FRONT, person.document_kind is DocumentKind.RESIDENT_ID
    dated = front != resident
    return CardReading(
        kind=person.document_kind,
        side=side,
        name=person.name if front else None,
        number=person.number if front else None,
        sex=person.sex if front else None,
        birth=person.birth if front else None,
        nationality=person.nationality if front else None,
        address=person.address if front else None,
        issuer=None if front else person.issuer,
        valid_from=person.valid_from if dated else None,
        valid_to=person.valid_to if dated else None,
        long_term=dated and person.valid_to is None,
    )


@pytest.mark.parametrize("side", CardSide)
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_field_of_every_demo_customer(
    engines: Engines, person: Person, side: CardSide
) -> None:
    image = taken(person, side, seed=len(person.address or person.name))
    result = checked(engines, image, person.document_kind)
    assert result.outcome.card == printed(person, side)
    if person.key in EXPIRED and side is CardSide.BACK:
        assert [finding.reason for finding in result.outcome.findings] == [Reason.DOCUMENT_EXPIRED]
    else:
        assert result.outcome.verdict is Verdict.PASS, result.outcome.findings
    assert dict(result.models)["PP-OCRv6_small_rec"]


@pytest.mark.parametrize("rotate", [90.0, 180.0, 270.0, -15.0])
def test_the_card_may_lie_any_way(engines: Engines, rotate: float) -> None:
    person = BY_KEY["ouyang_xiaomin"]
    result = checked(engines, taken(person, CardSide.FRONT, rotate=rotate))
    assert result.outcome.card == printed(person, CardSide.FRONT)


FAULTS: list[tuple[str, CardSide, Shot, Reason, str | None]] = [
    ("blurred", CardSide.FRONT, {"blur": 4.0}, Reason.BLURRED, None),
    ("shaken", CardSide.BACK, {"shake": 21}, Reason.BLURRED, None),
    ("dark", CardSide.FRONT, {"dark": 0.85}, Reason.TOO_DARK, None),
    (
        "glare on the number",
        CardSide.FRONT,
        {"glare": 0.07, "glare_at": (0.5, 0.87)},
        Reason.GLARE,
        "number",
    ),
    (
        "glare on the address",
        CardSide.FRONT,
        {"glare": 0.05, "glare_at": (0.4, 0.55)},
        Reason.GLARE,
        "address",
    ),
    ("cut a little", CardSide.FRONT, {"cut": 0.1}, Reason.CUT_OFF, None),
    ("cut a lot", CardSide.FRONT, {"cut": 0.3}, Reason.CUT_OFF, None),
    ("a grey copy", CardSide.FRONT, {"grey": True}, Reason.COPY, None),
    ("a screen", CardSide.FRONT, {"screen": 0.05}, Reason.SCREEN, None),
    (
        "a thumb on the number",
        CardSide.FRONT,
        {"covered": (0.5, 0.9)},
        Reason.COVERED,
        "number",
    ),
]


@pytest.mark.parametrize(
    ("side", "shot", "reason", "field"),
    [fault[1:] for fault in FAULTS],
    ids=[fault[0] for fault in FAULTS],
)
@pytest.mark.parametrize("key", ["zhang_wei", "maria_schmidt"])
def test_plain_faults(
    engines: Engines, key: str, side: CardSide, shot: Shot, reason: Reason, field: str | None
) -> None:
    if key == "maria_schmidt" and field == "address":
        pytest.skip("no address on that card")
    outcome = checked(engines, taken(BY_KEY[key], side, **shot)).outcome
    assert outcome.verdict is Verdict.FAIL
    found = {finding.reason: finding for finding in outcome.findings}
    assert reason in found, outcome.findings
    if field is not None:
        assert field in {one.field for one in outcome.findings if one.reason is reason}
        assert found[reason].box is not None


def test_the_box_lies_on_the_number_in_the_photograph(engines: Engines) -> None:
    shot: Shot = {"glare": 0.07, "glare_at": (0.5, 0.87), "rotate": 180.0}
    outcome = checked(engines, taken(BY_KEY["zhang_wei"], CardSide.FRONT, **shot)).outcome
    box = next(one.box for one in outcome.findings if one.field == "number" and one.box)
    assert box[3] < 0.5, "upside down, the number is in the upper half"


def test_the_other_kind(engines: Engines) -> None:
    image = taken(BY_KEY["maria_schmidt"], CardSide.FRONT)
    outcome = checked(engines, image, DocumentKind.RESIDENT_ID).outcome
    assert [finding.reason for finding in outcome.findings] == [Reason.WRONG_KIND]
    assert outcome.card is not None
    assert outcome.card.kind is DocumentKind.PERMANENT_RESIDENT


def test_a_selfie_is_no_card(engines: Engines) -> None:
    outcome = checked(engines, selfie(Action.LOOK_AHEAD)).outcome
    assert [finding.reason for finding in outcome.findings] == [Reason.NOT_A_CARD]


@pytest.mark.parametrize("colour", ["white", "gray"])
def test_an_empty_sheet_is_no_card(engines: Engines, colour: str) -> None:
    out = BytesIO()
    Image.new("RGB", (1600, 1200), colour).save(out, "JPEG")
    outcome = checked(engines, out.getvalue()).outcome
    assert [finding.reason for finding in outcome.findings] == [Reason.NOT_A_CARD]


def test_a_card_without_portrait(engines: Engines) -> None:
    blank = Image.new("RGB", (300, 370), (214, 220, 226))
    image = photograph(draw_card(BY_KEY["zhang_wei"], CardSide.FRONT, blank), seed=1)
    outcome = checked(engines, image).outcome
    assert [finding.reason for finding in outcome.findings] == [Reason.PORTRAIT_MISSING]


def test_a_flush_scan_needs_no_outline(engines: Engines) -> None:
    out = BytesIO()
    draw_card(BY_KEY["gao_yuting"], CardSide.FRONT, face()).save(out, "PNG")
    outcome = checked(engines, out.getvalue()).outcome
    assert outcome.card == printed(BY_KEY["gao_yuting"], CardSide.FRONT)
    assert outcome.verdict is Verdict.PASS, outcome.findings


async def test_through_a_child_process() -> None:
    verifier = IsolatedVerifier(VerifierSettings())
    try:
        await verifier.warm()
        image = taken(BY_KEY["zhang_wei"], CardSide.FRONT)
        result = await verifier.card(CardRequest(image, DocumentKind.RESIDENT_ID, TODAY))
        broken = await verifier.card(CardRequest(b"%PDF-1.7", None, TODAY))
    finally:
        await verifier.close()
    assert result.outcome.verdict is Verdict.PASS
    assert result.outcome.card == printed(BY_KEY["zhang_wei"], CardSide.FRONT)
    assert [finding.reason for finding in broken.outcome.findings] == [Reason.UNSUPPORTED_TYPE]
