"""Each cause alone gives its own reason; the verdict follows D12."""

from dataclasses import replace
from datetime import date

import pytest

from dialogs.evidence import CardReading
from dialogs.kinds import CardSide, DocumentKind, Verdict
from dialogs.reasons import Reason
from verification.checks.card_verdict import CardEvidence, judge
from verification.measure.surface import Spot
from verification.parse.card import ParsedCard
from verification.thresholds import CardThresholds

TODAY = date(2026, 6, 1)
LIMITS = CardThresholds()
READING = CardReading(DocumentKind.RESIDENT_ID, CardSide.FRONT, name="张伟", number="x")
GOOD = CardEvidence(
    parsed=ParsedCard(READING, lines=12),
    width=1012,
    height=638,
    flattened=True,
    sides_on_border=0,
    text_on_border=False,
    field_on_border=False,
    card_px=900.0,
    aspect_error=0.01,
    sharpness=0.7,
    brightness=200.0,
    contrast=200.0,
    chroma=4.0,
    glare=(),
    shine=(),
    things=(),
    shade=(),
    moire=2.5,
    has_portrait=True,
)
CONTRADICTED = ParsedCard(READING, contradicting=("birth",), lines=12)
HOLED = ParsedCard(READING, doubtful=("number",), lines=12)
UNREAD = replace(GOOD, parsed=ParsedCard(None, lines=1), flattened=False, has_portrait=None)
HINTED = ParsedCard(None, lines=4, marks=1)
ON_NUMBER = Spot((0.494, 0.846, 0.553, 0.909), 0.004)
ON_NOTHING = Spot((0.3, 0.02, 0.7, 0.08), 0.05)


def verdict_of(
    evidence: CardEvidence, expected: DocumentKind | None = DocumentKind.RESIDENT_ID
) -> tuple[Verdict, list[Reason]]:
    verdict, findings = judge(evidence, expected, TODAY, LIMITS)
    return verdict, [finding.reason for finding in findings]


def test_a_good_card_passes() -> None:
    assert verdict_of(GOOD) == (Verdict.PASS, [])


@pytest.mark.parametrize(
    ("change", "verdict", "reason"),
    [
        ({"sharpness": 0.20}, Verdict.FAIL, Reason.BLURRED),
        ({"sharpness": 0.30}, Verdict.UNSURE, Reason.BLURRED),
        ({"brightness": 30.0}, Verdict.FAIL, Reason.TOO_DARK),
        ({"brightness": 50.0}, Verdict.UNSURE, Reason.TOO_DARK),
        ({"chroma": 0.4}, Verdict.FAIL, Reason.COPY),
        ({"moire": 60.0}, Verdict.FAIL, Reason.SCREEN),
        ({"moire": 14.0}, Verdict.UNSURE, Reason.SCREEN),
        ({"glare": (ON_NUMBER,)}, Verdict.FAIL, Reason.GLARE),
        ({"glare": (ON_NOTHING,)}, Verdict.UNSURE, Reason.GLARE),
        ({"sides_on_border": 1, "aspect_error": 0.1}, Verdict.FAIL, Reason.CUT_OFF),
        ({"things": (ON_NUMBER,)}, Verdict.FAIL, Reason.COVERED),
        ({"parsed": CONTRADICTED}, Verdict.UNSURE, Reason.NUMBER_CONTRADICTED),
        ({"has_portrait": False}, Verdict.FAIL, Reason.PORTRAIT_MISSING),
    ],
)
def test_one_fault_at_a_time(change: dict[str, object], verdict: Verdict, reason: Reason) -> None:
    assert verdict_of(replace(GOOD, **change)) == (verdict, [reason])  # type: ignore[arg-type]


def test_glare_names_the_field_and_the_place() -> None:
    _, findings = judge(replace(GOOD, glare=(ON_NUMBER,)), None, TODAY, LIMITS)
    assert findings[0].field == "number"
    assert findings[0].box == pytest.approx((0.494, 0.846, 0.553, 0.909), abs=0.001)


def test_what_one_reads_through_or_does_not_matter_passes() -> None:
    assert verdict_of(replace(GOOD, shine=(ON_NUMBER,), shade=(ON_NUMBER,))) == (Verdict.PASS, [])
    assert verdict_of(replace(GOOD, things=(ON_NOTHING,))) == (Verdict.PASS, [])


def test_a_hole_in_a_field_is_explained_by_what_lies_there() -> None:
    holed = replace(GOOD, parsed=HOLED)
    assert verdict_of(holed) == (Verdict.UNSURE, [Reason.NUMBER_UNREADABLE])
    shone = verdict_of(replace(holed, shine=(ON_NUMBER,)))
    assert shone == (Verdict.FAIL, [Reason.GLARE, Reason.NUMBER_UNREADABLE])
    shaded = verdict_of(replace(holed, shade=(ON_NUMBER,)))
    assert shaded == (Verdict.FAIL, [Reason.COVERED, Reason.NUMBER_UNREADABLE])


def test_a_back_without_its_title_is_not_whole() -> None:
    untitled = replace(GOOD, parsed=ParsedCard(READING, lines=3, titled=False))
    assert verdict_of(untitled) == (Verdict.UNSURE, [Reason.COVERED])
    cut = verdict_of(replace(untitled, flattened=False))
    assert cut == (Verdict.FAIL, [Reason.CUT_OFF])


def test_a_card_too_small_to_look_at_is_refused() -> None:
    assert verdict_of(replace(GOOD, card_px=250.0)) == (Verdict.FAIL, [Reason.TOO_FEW_PIXELS])


def test_a_card_at_the_border_may_be_whole() -> None:
    one, two = (verdict_of(replace(GOOD, sides_on_border=count)) for count in (1, 2))
    assert one == (Verdict.UNSURE, [Reason.CUT_OFF])
    assert two == (Verdict.FAIL, [Reason.CUT_OFF])


def test_the_wrong_kind_silences_the_rest() -> None:
    evidence = replace(GOOD, sharpness=0.1, brightness=10.0)
    assert verdict_of(evidence, DocumentKind.PERMANENT_RESIDENT) == (
        Verdict.FAIL,
        [Reason.WRONG_KIND],
    )


def test_any_kind_is_fine_before_one_was_named() -> None:
    assert verdict_of(GOOD, None) == (Verdict.PASS, [])


@pytest.mark.parametrize(
    ("until", "reasons"),
    [
        (date(2026, 5, 31), [Reason.DOCUMENT_EXPIRED]),
        (date(2026, 6, 1), []),
        (None, []),
    ],
)
def test_expiry_is_judged_on_the_day(until: date | None, reasons: list[Reason]) -> None:
    back = CardReading(DocumentKind.RESIDENT_ID, CardSide.BACK, valid_to=until)
    assert verdict_of(replace(GOOD, parsed=ParsedCard(back)))[1] == reasons


def test_missing_and_doubtful_fields() -> None:
    missing = ParsedCard(READING, missing=("number", "address"))
    assert verdict_of(replace(GOOD, parsed=missing)) == (
        Verdict.FAIL,
        [Reason.NUMBER_UNREADABLE, Reason.FIELD_UNREADABLE],
    )
    doubtful = ParsedCard(READING, doubtful=("address",))
    assert verdict_of(replace(GOOD, parsed=doubtful)) == (
        Verdict.UNSURE,
        [Reason.FIELD_UNREADABLE],
    )


def test_a_failure_comes_before_a_doubt() -> None:
    evidence = replace(GOOD, sharpness=0.30, chroma=0.2)
    assert verdict_of(evidence) == (Verdict.FAIL, [Reason.COPY, Reason.BLURRED])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, Reason.NOT_A_CARD),
        ({"brightness": 20.0}, Reason.TOO_DARK),
        ({"flattened": True, "sharpness": 0.1}, Reason.BLURRED),
        ({"parsed": HINTED, "flattened": True, "sides_on_border": 1}, Reason.CUT_OFF),
        ({"parsed": HINTED, "text_on_border": True}, Reason.CUT_OFF),
        ({"parsed": HINTED, "sharpness": 0.1}, Reason.BLURRED),
        ({"flattened": True, "sides_on_border": 1}, Reason.NOT_A_CARD),
        ({"text_on_border": True}, Reason.NOT_A_CARD),
        ({"sharpness": 0.1}, Reason.NOT_A_CARD),
        ({"parsed": ParsedCard(None, lines=60), "flattened": True}, Reason.NOT_A_CARD),
        ({"flattened": True, "glare": (ON_NOTHING,)}, Reason.GLARE),
        ({"flattened": True}, Reason.NOT_A_CARD),
        ({"parsed": ParsedCard(None, other_document=True)}, Reason.WRONG_KIND),
    ],
)
def test_what_nobody_could_read(change: dict[str, object], reason: Reason) -> None:
    evidence = replace(UNREAD, **change)  # type: ignore[arg-type]
    assert verdict_of(evidence) == (Verdict.FAIL, [reason])
