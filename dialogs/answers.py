"""Free words answered: questions, wishes, small talk. Nothing here commits anything."""

from dialogs.desk import offer
from dialogs.effects import Button, Link, Page, Tap, Verb
from dialogs.flow import may_reopen
from dialogs.model import Case, PersonReason, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Row, Then
from dialogs.texts import text
from dialogs.understanding import Intent

QUESTIONS = frozenset(
    {
        Intent.ASK_WHO_MAY_APPLY,
        Intent.ASK_DOCUMENTS,
        Intent.ASK_PASSWORD_KINDS,
        Intent.ASK_CODE_NOT_RECEIVED,
        Intent.ASK_PHONE_OUT_OF_USE,
        Intent.ASK_WHY_VIDEO,
        Intent.ASK_PHOTO_TIPS,
        Intent.ASK_VIDEO_TIPS,
        Intent.ASK_AGREEMENTS,
        Intent.ASK_HOW_LONG,
        Intent.ASK_COST,
        Intent.ASK_HOURS,
        Intent.ASK_SAFE,
        Intent.ASK_GENUINE,
        Intent.ASK_DATA_USE,
        Intent.ASK_TRADE_MEANWHILE,
        Intent.AFFIRM,
        Intent.DENY,
        Intent.WAIT,
        Intent.GREET,
        Intent.THANKS,
        Intent.GOODBYE,
        Intent.INSULT,
        Intent.FRUSTRATION,
        Intent.RESET_PASSWORD,
    }
)
"""Intents with one answer, `answer-<value>`, after which the step's prompt is repeated."""

_TARGET = {
    Intent.WRONG_PHONE: StepName.PHONE,
    Intent.WRONG_IDENTITY: StepName.NAME,
    Intent.CHANGE_SELECTION: StepName.SELECTION,
}

_SUGGESTED = {
    Intent.GO_BACK: Verb.BACK,
    Intent.START_OVER: Verb.RESTART_YES,
    Intent.STOP: Verb.CANCEL_YES,
    Intent.RESEND_CODE: Verb.RESEND,
}

_UPSET = frozenset({Intent.INSULT, Intent.FRUSTRATION})
"""Said in anger: a person is offered at once."""

_CODE_STEPS = frozenset({StepName.CODE, StepName.SIGNING})


def answer(case: Case, intent: Intent, policy: Policy) -> Outcome | None:
    """Return the answer to an understood intent; None if it is no question or wish."""
    if intent is Intent.RESEND_CODE and case.step not in _CODE_STEPS:
        intent = Intent.ASK_CODE_NOT_RECEIVED
    if intent in QUESTIONS:
        return _told(case, intent, policy)
    if intent in _TARGET:
        return _correct(case, _TARGET[intent])
    if intent in _SUGGESTED:
        return _suggest(case, intent)
    return None


def rules(case: Case, policy: Policy) -> Outcome:
    """Return the password rules with the way to the full guide (Guide R26)."""
    kinds = case.picked or tuple(kind for kind, _ in policy.password_rules)
    used = dict.fromkeys(policy.rule_of(kind) for kind in kinds)
    lines = tuple(text(f"rule_{rule}") for rule in used)
    guide = Link(text("button_guide"), Page.GUIDE)
    return Outcome(case, (text("password_rules", lines=lines),), rows=((guide,),))


def _told(case: Case, intent: Intent, policy: Policy) -> Outcome:
    firm = policy.firm_zh if case.lang == "zh" else policy.firm_en
    words = text(f"answer_{intent}", line=policy.service_line, days=policy.review_days, firm=firm)
    rows = offer(PersonReason.UPSET) if intent in _UPSET else ()
    return Outcome(case, (words,), rows=rows)


def _correct(case: Case, target: StepName) -> Outcome:
    """Offer to go back to a step; say why not when it is too late for that."""
    if not may_reopen(case, target):
        return Outcome(case, (text("too_late_to_change"),))
    go = Tap(text(f"button_goto_{target}"), Verb.GOTO, target)
    return Outcome(case, (text("suggest_goto"),), then=Then.QUIET, rows=_either(go))


def _suggest(case: Case, intent: Intent) -> Outcome:
    verb = _SUGGESTED[intent]
    go = Tap(text(f"button_suggest_{intent}"), verb)
    words = text(f"suggest_{intent}")
    return Outcome(case, (words,), then=Then.QUIET, rows=_either(go))


def _either(go: Button) -> tuple[Row, ...]:
    return ((go,), (Tap(text("button_stay"), Verb.STAY),))
