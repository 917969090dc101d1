"""A refused photograph comes back with the place marked; what differs is flagged (R32, D12)."""

from dataclasses import replace
from datetime import date

import pytest

from dialogs.effects import Say
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Verdict
from dialogs.model import StepName
from dialogs.reasons import Box, Finding, Reason
from tests.property.histories import BACK, go_to

NAME: Box = (0.1, 0.12, 0.5, 0.22)
NUMBER: Box = (0.1, 0.8, 0.9, 0.95)


def pictures(*findings: Finding, verdict: Verdict = Verdict.FAIL) -> list[Say]:
    history = go_to(StepName.DOCUMENT)
    history.media()
    said = history.check(CheckOutcome(verdict, findings)).effects
    return [one for one in said if isinstance(one, Say) and one.picture is not None]


def test_the_customers_own_picture_is_shown_with_every_place_once() -> None:
    glare = Finding(Reason.GLARE, "name", box=NAME)
    again = Finding(Reason.FIELD_UNREADABLE, "name", box=NAME)
    (shown,) = pictures(glare, again, Finding(Reason.COVERED, "number", box=NUMBER))
    assert shown.marks == (NAME, NUMBER)
    assert shown.text.key == "marked-here"
    assert shown.picture is not None
    assert shown.picture.startswith("m")


def test_what_has_no_place_is_said_in_words_only() -> None:
    assert pictures(Finding(Reason.TOO_DARK)) == []


@pytest.mark.parametrize(("years", "flags"), [(0, []), (1, [Reason.VALIDITY_DIFFERS])])
def test_another_last_day_than_the_firms_is_for_a_person_to_see(
    years: int, flags: list[Reason]
) -> None:
    history = go_to(StepName.DOCUMENT)
    until = date(2030 + years, 1, 1)
    assert history.case.record is not None
    known = replace(history.case.record, document_valid_to=date(2030, 1, 1))
    history.case = replace(history.case, record=known)
    history.media()
    history.check(CheckOutcome(Verdict.PASS, card=replace(BACK, valid_to=until, long_term=False)))
    assert [flag.finding.reason for flag in history.case.flags] == flags


def test_the_words_stand_below_the_picture() -> None:
    history = go_to(StepName.DOCUMENT)
    history.media()
    finding = Finding(Reason.GLARE, "name", box=NAME)
    effects = history.check(CheckOutcome(Verdict.FAIL, (finding,))).effects
    said = [one for one in effects if isinstance(one, Say)]
    assert [one.picture is not None for one in said] == [True, False]
