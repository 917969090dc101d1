"""What is legal at every step: help, rules, language, back, cancel, status, a person."""

from dataclasses import replace

from dialogs import answers, checks, codes, desk, status
from dialogs.audit import AuditAction, record
from dialogs.effects import Button, Effect, Link, Page, Tap, Verb
from dialogs.events import Event, Started, Tapped, TextSaid
from dialogs.flow import RETURNABLE, STEPS, may_reopen, previous, reopened, sending
from dialogs.kinds import Lang
from dialogs.model import CLOSED, Case, PersonReason, Phase, StepName
from dialogs.policy import Policy
from dialogs.status import standing
from dialogs.step import Outcome, Row, Then
from dialogs.texts import text
from dialogs.understanding import Intent, Understood

ANY_PROMPT = frozenset(
    {
        Verb.RULES,
        Verb.HELP,
        Verb.LANGUAGE,
        Verb.PERSON,
        Verb.STATUS,
        Verb.OTHER_WAY,
        Verb.PHONE_SILENT,
        Verb.PHONE_GONE,
        Verb.STAY,
        Verb.CALLBACK,
        Verb.NO_PERSON,
        Verb.CASE_STATUS,
    }
)
"""Buttons that change nothing of the case's substance: they work under any old message."""

_CASES_SHOWN = 3

_WISHES = {
    Intent.ASK_PASSWORD_RULES: Verb.RULES,
    Intent.HELP: Verb.HELP,
    Intent.STATUS: Verb.STATUS,
    Intent.WHY_RETURNED: Verb.STATUS,
    Intent.REFUSE_FACE: Verb.OTHER_WAY,
}


def footer(case: Case) -> tuple[Row, ...]:
    """Return the buttons that stand under every prompt."""
    other = Lang.EN if case.lang is Lang.ZH else Lang.ZH
    first: list[Button] = []
    if case.phase is Phase.OPEN and previous(case) is not None:
        first.append(Tap(text("button_back"), Verb.BACK))
    first += [Tap(text("button_rules"), Verb.RULES), Tap(text("button_help"), Verb.HELP)]
    second: list[Button] = [
        Tap(text("button_person"), Verb.PERSON),
        Tap(text("button_language"), Verb.LANGUAGE, other),
    ]
    if case.phase is Phase.OPEN:
        second.append(Tap(text("button_cancel"), Verb.CANCEL))
    return (tuple(first), tuple(second))


def interrupt(case: Case, event: Event, policy: Policy) -> Outcome | None:
    """Judge an event that means the same at every step; None if it does not."""
    match event:
        case Started():
            return _welcome_back(case)
        case Tapped(verb=verb, arg=arg):
            return (
                _people(case, event, policy)
                or _informs(case, verb, arg, policy)
                or _moves(case, verb, arg)
            )
        case _:
            return None


def wish(case: Case, event: Event, intent: Intent, policy: Policy) -> Outcome | None:
    """Return the answer to a wish said in words."""
    match intent:
        case Intent.PERSON:
            return desk.wanted(case, event, policy)
        case Intent.STATUS | Intent.WHY_RETURNED if _named(event) is not None:
            return Outcome(case, status.numbered(case, _named(event) or "", policy))
        case Intent.SPEAK_CHINESE:
            return _speak(case, Lang.ZH)
        case Intent.SPEAK_ENGLISH:
            return _speak(case, Lang.EN)
        case Intent.ASK_SECONDARY_SEAT:
            seat = (case.record.seat if case.record else None) or ""
            key = "seat_explained" if seat else "answer_ask_secondary_seat"
            return Outcome(case, (text(key, seat=seat) if seat else text(key),))
        case _ if intent in _WISHES:
            return _informs(case, _WISHES[intent], "", policy)
        case _:
            return answers.answer(case, intent, policy)


def _named(event: Event) -> str | None:
    """Return the application number that a message names."""
    match event:
        case TextSaid(understood=Understood(application_number=number)):
            return number
        case _:
            return None


def _people(case: Case, event: Event, policy: Policy) -> Outcome | None:
    """Judge the taps that ask for a person, or for none after all."""
    match event:
        case Tapped(verb=Verb.PERSON, arg=arg):
            why = PersonReason(arg) if arg in set(PersonReason) else None
            return desk.wanted(case, event, policy, why)
        case Tapped(verb=Verb.CALLBACK):
            return desk.later(case)
        case Tapped(verb=Verb.NO_PERSON):
            return desk.unwanted(case)
        case _:
            return None


def restarted(case: Case) -> tuple[Case, tuple[Effect, ...]]:
    """Return the case from the beginning; how often codes were sent is remembered."""
    fresh = Case(
        case.case_id,
        case.lang,
        case.opened_at,
        case.version,
        prompt_no=case.prompt_no,
        speaker=case.speaker,
        codes=codes.carried(case),
        help=desk.fresh(case.help),
        milestones=case.milestones,
        earlier=case.earlier,
    )
    _, cancels = checks.abandoned(case)
    return fresh, cancels


def _informs(case: Case, verb: str, arg: str, policy: Policy) -> Outcome | None:
    line = policy.service_line
    match verb:
        case Verb.RULES:
            return answers.rules(case, policy)
        case Verb.HELP:
            return _help(case, arg)
        case Verb.STATUS:
            return _status(case, policy)
        case Verb.CASE_STATUS:
            return Outcome(case, status.numbered(case, arg, policy))
        case Verb.OTHER_WAY:
            rows = desk.offer(PersonReason.OTHER_WAY)
            return Outcome(case, (text("other_way", line=line),), rows=rows)
        case Verb.PHONE_SILENT | Verb.PHONE_GONE:
            key = "phone_silent" if verb == Verb.PHONE_SILENT else "phone_gone"
            return Outcome(case, (text(key, line=line),))
        case Verb.STAY:
            return Outcome(case)
        case Verb.LANGUAGE if arg in set(Lang):
            return _speak(case, Lang(arg))
        case _:
            return None


def _moves(case: Case, verb: str, arg: str) -> Outcome | None:
    match verb:
        case Verb.CONTINUE:
            return _continue(case)
        case Verb.CANCEL | Verb.CANCEL_YES | Verb.RESTART_YES if sending(case):
            return Outcome(case)
        case Verb.CANCEL if case.phase is Phase.OPEN:
            return _confirm_cancel(case)
        case Verb.CANCEL_YES if case.phase is Phase.OPEN:
            return _cancel(case)
        case Verb.RESTART_YES if case.phase is Phase.OPEN and not case.reopened:
            fresh, effects = restarted(case)
            note = record(AuditAction.RESTARTED)
            return Outcome(fresh, (text("restarted"),), (*effects, note))
        case Verb.BACK if case.phase is Phase.OPEN:
            return _go(case, previous(case))
        case Verb.GOTO if case.phase is Phase.OPEN and arg in set(StepName):
            target = StepName(arg)
            return _go(case, target if may_reopen(case, target) else None)
        case _:
            return None


def _go(case: Case, target: StepName | None) -> Outcome:
    """Go back to a step; checks that run for what is left behind no longer matter."""
    if target is None:
        return Outcome(case, (text("no_way_back"),))
    free, effects = checks.abandoned(case)
    return Outcome(reopened(free, (target,)), (text("went_back"),), effects)


def _continue(case: Case) -> Outcome:
    """Go on: after a return, open just what was sent back (Guide R46)."""
    if case.phase is not Phase.RETURNED:
        return Outcome(case)
    wanted = [step for item in case.returned for step in RETURNABLE.get(item.step, ())]
    targets = tuple(step for step in STEPS if step in wanted)
    open_again = replace(case, phase=Phase.OPEN, reopened=targets)
    note = record(AuditAction.RESUMED, steps=",".join(targets))
    again = reopened(open_again, (*targets, StepName.SUBMIT))
    return Outcome(again, (text("resumed"),), (note,))


def _confirm_cancel(case: Case) -> Outcome:
    rows: tuple[Row, ...] = (
        (Tap(text("button_cancel_yes"), Verb.CANCEL_YES),),
        (Tap(text("button_restart"), Verb.RESTART_YES),),
        (Tap(text("button_stay"), Verb.STAY),),
    )
    return Outcome(case, (text("suggest_stop"),), then=Then.QUIET, rows=rows)


def _cancel(case: Case) -> Outcome:
    free, effects = checks.abandoned(case)
    gone = (*effects, record(AuditAction.CANCELLED))
    over = replace(free, phase=Phase.CANCELLED, sealed=(), typing=None)
    return Outcome(over, (text("cancelled"),), gone, Then.QUIET)


def _speak(case: Case, lang: Lang) -> Outcome:
    return Outcome(replace(case, lang=lang), (text("language_changed"),))


def _status(case: Case, policy: Policy) -> Outcome:
    rows = tuple(
        (
            Tap(
                text("button_case", number=one.application_number),
                Verb.CASE_STATUS,
                one.application_number,
            ),
        )
        for one in case.earlier[-_CASES_SHOWN:]
    )
    if case.step is StepName.REVIEW and case.phase not in CLOSED:
        return Outcome(case, status.history(case), rows=rows)  # the step's prompt says the rest
    return Outcome(case, (*standing(case, policy), *status.history(case)), rows=rows)


def _help(case: Case, topic: str) -> Outcome:
    key = "answer_ask_photo_tips" if topic == "photo" else f"help_{case.step}"
    guide = Link(text("button_guide"), Page.GUIDE)
    return Outcome(case, (text(key),), rows=((guide,),))


def _welcome_back(case: Case) -> Outcome:
    if case.step is StepName.INTRO:
        return Outcome(case)
    return Outcome(case, (text("welcome_back"),))
