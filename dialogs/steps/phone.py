"""The reserved phone, typed or shared as the sender's own contact."""

from dataclasses import replace

from dialogs.codes import unverified
from dialogs.effects import ShareContact, Tap, Verb
from dialogs.events import ContactShared, Event, TextSaid
from dialogs.model import Case, StepName
from dialogs.policy import Policy
from dialogs.rules.phones import masked_phone, normalise_phone
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text


def _prompt(_case: Case, _policy: Policy) -> Prompt:
    gone = Tap(text("button_phone_gone"), Verb.PHONE_GONE)
    return Prompt((text("ask_phone"),), ((gone,),), ShareContact(text("button_share_phone")))


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    match event:
        case ContactShared(own=False):
            return Outcome(case, (text("phone_not_own"),))
        case ContactShared(phone=phone):
            return _take(case, f"+{phone.lstrip('+')}")
        case TextSaid(text=words) if any(c.isdigit() for c in words):
            return _take(case, words)
        case _:
            return None


def _take(case: Case, words: str) -> Outcome:
    phone = normalise_phone(words)
    if phone is None:
        return Outcome(case, (text("phone_malformed"),))
    identity = replace(case.identity, phone=phone)
    noted = text("phone_noted", phone=masked_phone(phone))
    return Outcome(replace(case, identity=identity), (noted,))


def _reopen(case: Case) -> Case:
    return unverified(replace(case, identity=replace(case.identity, phone=None)))


STEP = Step(
    name=StepName.PHONE,
    clause="Guide R9, R12, R13, R15",
    accepts=(TextSaid, ContactShared),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.identity.phone is not None,
    reopen=_reopen,
)
