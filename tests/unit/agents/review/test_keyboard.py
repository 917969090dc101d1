"""The buttons: what can be done now, and no more data than a button may carry."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from bot.agents.keys import Button, Rows
from bot.agents.review.keyboard import is_view, keyboard
from bot.agents.review.reasons import REASONS
from bot.agents.review.taps import Act, data, read
from bot.letters import DATA_LIMIT_BYTES
from bot.render import Renderer
from dialogs.kinds import DocumentKind, Lang
from dialogs.model import Case, Decision, Phase, Review
from dialogs.reasons import Finding, Reason
from dialogs.reviewing import items
from tests.property.histories import History, histories, submitted
from tests.unit.agents.review.bench import doubtful, waived

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ITEMS = ("front", "back", "fields", "liveness", "statement", "agreements")


def carried(case: Case, view: str = "") -> list[str]:
    return [found for row in keyboard(case, view) for _, found in row]


def with_review(history: History, review: Review) -> Case:
    return replace(history.case, review=review)


def taken(history: History, *decisions: Decision) -> Case:
    review = replace(history.case.review, reviewer="1009", decisions=decisions)
    return with_review(history, review)


def test_before_it_is_taken_it_can_only_be_taken() -> None:
    assert carried(submitted().case) == ["r.take.", "r.more."]


def test_an_escalated_one_is_offered_to_supervisors() -> None:
    history = submitted()
    case = with_review(history, replace(history.case.review, escalated=True))
    label = keyboard(case)[0][0][0]
    assert Renderer().plain(label, Lang.ZH) == "领取审核（主管）"


def test_taken_it_has_a_row_for_each_item() -> None:
    rows = keyboard(taken(doubtful()))
    for item in ITEMS:
        assert [found for _, found in _row(rows, item)] == [f"r.ok.{item}", f"r.why.{item}"]
    assert {"r.see.", "r.more.", "r.drop.", "r.up."} <= set(carried(taken(doubtful())))


def _row(rows: Rows, item: str) -> tuple[Button, ...]:
    return next(row for row in rows if row[0][1] == f"r.ok.{item}")


def test_it_can_be_approved_once_nothing_is_undecided() -> None:
    history = doubtful()
    assert "r.approve." not in carried(taken(history))
    front, film = Decision("front", True, ("1009",)), Decision("statement", True, ("1009",))
    assert "r.approve." not in carried(taken(history, front))
    assert "r.approve." in carried(taken(history, front, film))


def test_it_can_be_returned_once_something_is_chosen() -> None:
    history = doubtful()
    back = Decision("front", False, ("1009",), Finding(Reason.BLURRED))
    assert "r.back." not in carried(taken(history))
    assert "r.back." in carried(taken(history, back))
    assert "r.approve." not in carried(taken(history, back))


def test_a_second_yes_is_offered_also_when_nobody_holds_it() -> None:
    history = waived()
    one = Decision("statement", True, ("1009",))
    dropped = with_review(history, replace(history.case.review, decisions=(one,)))
    assert carried(dropped) == ["r.take.", "r.ok.statement", "r.more."]
    both = replace(one, reviewers=("1009", "1008"))
    done = with_review(history, replace(history.case.review, decisions=(both,)))
    assert carried(done) == ["r.take.", "r.more."]


@pytest.mark.parametrize("phase", sorted(set(Phase) - {Phase.IN_REVIEW}))
def test_outside_of_review_there_is_nothing_to_tap(phase: Phase) -> None:
    assert carried(replace(submitted().case, phase=phase)) == []


def test_a_frozen_one_can_be_looked_at_and_unfrozen() -> None:
    frozen = replace(taken(doubtful()), frozen_at=AT)
    assert carried(frozen) == ["r.thaw.", "r.see.", "r.more."]


@pytest.mark.parametrize("item", [one for one in ITEMS if one != "agreements"])
def test_reasons_are_those_of_the_item_with_words_and_a_way_back(item: str) -> None:
    found = carried(taken(doubtful()), item)
    assert found[-2:] == [f"r.say.{item}", "r.why."]
    for reason in REASONS[item]:
        assert {f"r.no.{item}.{reason}", f"r.why.{item}.{reason}"} & set(found)
    assert len(found) == len(REASONS[item]) + 2


def test_agreements_can_only_be_done_again() -> None:
    assert carried(taken(doubtful()), "agreements") == [
        "r.no.agreements.none", "r.say.agreements", "r.why.",
    ]  # fmt: skip


def test_a_reason_with_a_place_asks_for_the_cards_field() -> None:
    case = taken(doubtful())
    front, back = carried(case, "front.glare"), carried(case, "back.covered")
    assert "r.no.front.glare.number" in front
    assert "r.no.front.glare" in front
    assert front[-1] == "r.why.front"
    assert "r.no.back.covered.validity" in back
    assert "r.no.back.covered.number" not in back
    abroad = replace(
        case, identity=replace(case.identity, document_kind=DocumentKind.PERMANENT_RESIDENT)
    )
    assert "r.no.front.glare.validity" in carried(abroad, "front.glare")


def test_only_what_can_be_chosen_from_is_a_view() -> None:
    case = doubtful().case
    known = [view for view in ("front", "front.glare", "fields.field_unreadable", "agreements")
             if is_view(case, view)]  # fmt: skip
    unknown = [view for view in ("", "nothing", "front.blurred", "liveness.glare", "front.x")
               if is_view(case, view)]  # fmt: skip
    assert len(known) == 4
    assert unknown == []


def test_what_a_button_carries_is_read_back() -> None:
    for act in Act:
        tap = read(data(act, "front.glare.number"))
        assert tap is not None
        assert (tap.act, tap.arg) == (act, "front.glare.number")
    assert read("d.take.") is None
    assert read("r.fly.") is None
    with pytest.raises(ValueError, match="too much"):
        data(Act.RETURN, "x" * 60)


@given(histories())
def test_whatever_happened_no_button_carries_too_much(history: History) -> None:
    case = history.case
    views = ["", *(item.name for item in items(case))]
    views += [f"{item}.{reason}" for item in REASONS for reason in REASONS[item]]
    held = replace(case, review=replace(case.review, reviewer="1009"))
    for one in (case, held):
        for view in views:
            if view and not is_view(one, view):
                continue
            found = carried(one, view)
            assert len(found) == len(set(found))
            assert all(len(each.encode()) <= DATA_LIMIT_BYTES for each in found)
            assert all(read(each) is not None for each in found)
