"""The new passwords: on the secure page, or typed and deleted (Guide R17-R24)."""

from dataclasses import replace

from dialogs.audit import AuditAction, record
from dialogs.effects import DeleteMessage, Page, Record, SecurePage, Tap, Verb
from dialogs.events import Event, PasswordsSubmitted, PasswordTyped, Tapped
from dialogs.kinds import PasswordKind
from dialogs.model import Case, ResultState, SealedPassword, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import Text, text

_TWICE = 2


def _prompt(case: Case, policy: Policy) -> Prompt:
    if case.typing is not None:
        rule = text(f"rule_{policy.rule_of(case.typing)}")
        asked = text("ask_password_typed", kind=text(f"kind_{case.typing}"), rule=rule)
        page = SecurePage(text("button_secure_page"), Page.PASSWORDS)
        return Prompt((asked,), ((page,),))
    lines = tuple(_line(case, kind) for kind in case.picked if kind not in concluded(case))
    page = SecurePage(text("button_set_passwords"), Page.PASSWORDS)
    typed = Tap(text("button_type_instead"), Verb.TYPE)
    return Prompt((text("ask_passwords", kinds=lines),), ((page,), (typed,)))


def _line(case: Case, kind: PasswordKind) -> Text:
    if kind in case.issued:
        return text("password_issued", kind=text(f"kind_{kind}"))
    done = kind not in open_kinds(case)
    return text("password_set" if done else "password_open", kind=text(f"kind_{kind}"))


def open_kinds(case: Case) -> tuple[PasswordKind, ...]:
    """Return the kinds for which a new password is still to be chosen."""
    ready = {one.kind for one in case.sealed} | {*case.issued} | concluded(case)
    return tuple(kind for kind in case.picked if kind not in ready)


def concluded(case: Case) -> set[PasswordKind]:
    """Return the kinds of which a core system has said something: they are not asked again."""
    return {one.kind for one in case.results if one.state is not ResultState.WAITING}


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    match event:
        case PasswordsSubmitted(sealed=sealed):
            return _take(replace(case, typing=None), sealed)
        case PasswordTyped():
            return _typed(case, event)
        case Tapped(verb=Verb.TYPE) if open_kinds(case):
            return Outcome(replace(case, typing=open_kinds(case)[0]))
        case _:
            return None


def _take(case: Case, sealed: tuple[SealedPassword, ...]) -> Outcome:
    """Take the sealed passwords of the kinds that were picked; later ones replace earlier.

    What is chosen again after the approval waits for no review: it is said when it is sent.
    """
    takes = open_kinds(case) if case.results else case.picked
    new = tuple(one for one in sealed if one.kind in takes)
    wanted = {one.kind: one for one in (*case.sealed, *new) if one.kind in case.picked}
    kept = tuple(wanted[kind] for kind in case.picked if kind in wanted)
    notes = tuple(record(AuditAction.PASSWORD_SEALED, kind=one.kind) for one in new)
    taken = replace(case, sealed=kept)
    first = not case.results
    ack = (text("passwords_sealed"),) if first and not open_kinds(taken) else ()
    return Outcome(taken, ack, notes)


def _typed(case: Case, event: PasswordTyped) -> Outcome:
    """Delete the message whatever it held; take the password if it broke no rule."""
    erase = (DeleteMessage(message_ref=event.message_ref), _deleted())
    if event.kind is None or event.kind is not case.typing:
        return Outcome(case, (text("password_not_asked"),), erase)
    if event.sealed is None:
        return Outcome(case, _refused(event), erase)
    taken = _take(case, (event.sealed,))
    rest = open_kinds(taken.case)
    ack = (text("password_typed_deleted"), *_advice(event), *taken.ack)
    after = replace(taken.case, typing=rest[0] if rest else None)
    return Outcome(after, ack, (*erase, *taken.effects))


def _deleted() -> Record:
    return record(AuditAction.MESSAGE_DELETED)


def _refused(event: PasswordTyped) -> tuple[Text, ...]:
    if not event.problems and event.entries < _TWICE:
        return (text("password_deleted"), text("password_once_more"))
    broken = tuple(text(f"password_{problem}") for problem in event.problems)
    return (text("password_deleted"), text("password_refused"), *broken)


def _advice(event: PasswordTyped) -> tuple[Text, ...]:
    return tuple(text(f"advice_{one}") for one in event.advice)


STEP = Step(
    name=StepName.PASSWORDS,
    clause="Guide R17-R24, D1-D6",
    accepts=(PasswordsSubmitted, PasswordTyped, Tapped),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.picks_confirmed and not open_kinds(case),
    reopen=lambda case: replace(case, sealed=(), typing=None),
)
