"""The buttons under a review's card: what can be done now; the core refuses what may not."""

from bot.agents.keys import Button, Rows
from bot.agents.review.reasons import (
    NO_REASON,
    REASONS,
    fields_of,
    is_placed,
    kind_of,
)
from bot.agents.review.taps import Act, data
from dialogs.kinds import Verdict
from dialogs.model import CLOSED, Case, Phase
from dialogs.reasons import Reason
from dialogs.reviewing import Item, decision_of, items, to_return, undecided
from dialogs.texts import Text, text

_IN_A_ROW = 2


def keyboard(case: Case, view: str = "") -> Rows:
    """Return the buttons.

    Args:
        case: as it stands.
        view: empty for the usual buttons, `item` for its reasons, `item.reason` for the card's
            field that a reason concerns.
    """
    if case.phase in CLOSED:
        return ()
    if case.frozen_at is not None:
        return ((_button(Act.UNFREEZE), _button(Act.EVIDENCE)), (_button(Act.DETAILS),))
    if case.phase is not Phase.IN_REVIEW:
        return ()
    if case.review.reviewer is None:
        take = text("review_button_take_up" if case.review.escalated else "review_button_take")
        return (((take, data(Act.TAKE)),), *_second_yes(case), (_button(Act.DETAILS),))
    if view:
        return _choice(case, view)
    return _held(case)


def is_view(case: Case, view: str) -> bool:
    """Say whether there is something to choose under this name."""
    item, _, reason = view.partition(".")
    if item not in {one.name for one in items(case)}:
        return False
    return not reason or (reason in set(Reason) and is_placed(item, Reason(reason)))


# --- taken ----------------------------------------------------------------------------------


def _held(case: Case) -> Rows:
    ends = []
    if not undecided(case):
        ends.append(_button(Act.APPROVE))
    if to_return(case):
        ends.append(_button(Act.SEND_BACK))
    return (
        (_button(Act.EVIDENCE), _button(Act.DETAILS)),
        *(_item(case, one) for one in items(case)),
        tuple(ends),
        (_button(Act.DROP), _button(Act.ESCALATE)),
        ((text("review_button_over"), data(Act.TAKE)),),
    )


def _item(case: Case, item: Item) -> tuple[Button, ...]:
    """Return the two buttons of an item; what was decided is marked."""
    decision = decision_of(case, item.name)
    yes = decision is not None and decision.accepted
    no = decision is not None and not decision.accepted
    name = text(f"item_{item.name}")
    accept = text("review_button_accepted" if yes else "review_button_accept", item=name)
    back = text("review_button_returned" if no else "review_button_return", item=name)
    return (accept, data(Act.ACCEPT, item.name)), (back, data(Act.REASONS, item.name))


def _second_yes(case: Case) -> Rows:
    """Return the buttons for what one reviewer accepted and a second one has to (D13)."""
    waiting = [
        one
        for one in undecided(case)
        if one.verdict is Verdict.FAIL
        and (decision := decision_of(case, one.name)) is not None
        and decision.accepted
    ]
    return tuple(
        ((text("review_button_second", item=text(f"item_{one.name}")),
          data(Act.ACCEPT, one.name)),)
        for one in waiting
    )  # fmt: skip


def _button(act: Act) -> Button:
    return text(f"review_button_{act.name.lower()}"), data(act)


# --- choosing a reason ----------------------------------------------------------------------


def _choice(case: Case, view: str) -> Rows:
    item, _, reason = view.partition(".")
    if reason:
        found = _fields(case, item, reason)
        close = data(Act.REASONS, item)
    else:
        found = [_reason(item, one) for one in REASONS.get(item, ())]
        if not found:
            again = text("review_why_none")
            found = [(again, data(Act.RETURN, f"{item}.{NO_REASON}"))]
        found.append((text("review_button_words"), data(Act.WORDS, item)))
        close = data(Act.REASONS)
    return (*_in_rows(found), ((text("review_button_close"), close),))


def _reason(item: str, reason: Reason) -> Button:
    label: Text = text(f"review_why_{reason}")
    if is_placed(item, reason):
        return text("review_button_where", why=label), data(Act.REASONS, f"{item}.{reason}")
    return label, data(Act.RETURN, f"{item}.{reason}")


def _fields(case: Case, item: str, reason: str) -> list[Button]:
    anywhere = text("review_button_anywhere"), data(Act.RETURN, f"{item}.{reason}")
    named = [
        (text(f"field_{field}"), data(Act.RETURN, f"{item}.{reason}.{field}"))
        for field in fields_of(item, kind_of(case))
    ]
    return [*named, anywhere]


def _in_rows(found: list[Button]) -> Rows:
    return tuple(
        tuple(found[start : start + _IN_A_ROW]) for start in range(0, len(found), _IN_A_ROW)
    )
