"""Which passwords, ticked as buttons, only those the customer holds."""

from dataclasses import replace

from dialogs.effects import Tap, Toast, Verb
from dialogs.events import Event, Tapped
from dialogs.kinds import PasswordKind, PasswordRule
from dialogs.model import Case, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Prompt, Row, Step, Then
from dialogs.texts import Text, text


def _prompt(case: Case, _policy: Policy) -> Prompt:
    rows: list[Row] = [(Tap(_label(case, kind), Verb.TOGGLE, kind),) for kind in _held(case)]
    if PasswordKind.FUTURES_SEAT in _held(case):
        rows.append((Tap(text("button_seat"), Verb.SEAT),))
    rows.append((Tap(text("button_picked", count=len(_picked(case))), Verb.CONFIRM),))
    return Prompt((text("ask_selection"),), tuple(rows))


def _label(case: Case, kind: PasswordKind) -> Text:
    return text("tick_on" if kind in case.picked else "tick_off", kind=text(f"kind_{kind}"))


def _held(case: Case) -> tuple[PasswordKind, ...]:
    holdings = case.record.holdings if case.record else ()
    return tuple(kind for kind in PasswordKind if kind in holdings)


def _picked(case: Case) -> tuple[PasswordKind, ...]:
    return tuple(kind for kind in _held(case) if kind in case.picked)


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case Tapped(verb=Verb.TOGGLE, arg=arg) if arg in _held(case):
            return Outcome(_toggled(case, PasswordKind(arg)), then=Then.EDIT)
        case Tapped(verb=Verb.SEAT):
            seat = (case.record.seat if case.record else None) or "-"
            return Outcome(case, (text("seat_explained", seat=seat),))
        case Tapped(verb=Verb.CONFIRM):
            return _confirm(case, policy)
        case _:
            return None


def _toggled(case: Case, kind: PasswordKind) -> Case:
    ticked = {*case.picked} ^ {kind}
    return replace(case, picked=tuple(kind for kind in PasswordKind if kind in ticked))


def _confirm(case: Case, policy: Policy) -> Outcome:
    picked = _picked(case)
    if not picked:
        toast = Toast(text=text("pick_at_least_one"), alert=True, lang=case.lang)
        return Outcome(case, effects=(toast,), then=Then.QUIET)
    kept = tuple(sealed for sealed in case.sealed if sealed.kind in picked)
    issued = tuple(kind for kind in picked if policy.rule_of(kind) is PasswordRule.ISSUED)
    chosen = replace(case, picked=picked, picks_confirmed=True, sealed=kept, issued=issued)
    return Outcome(chosen)


STEP = Step(
    name=StepName.SELECTION,
    clause="Guide R4-R7, R16, R25",
    accepts=(Tapped,),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.picks_confirmed,
    reopen=lambda case: replace(case, picks_confirmed=False),
)
