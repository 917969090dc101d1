"""One-time codes: asking for one, entering one (D7, D8; Guide R13-R15, R44)."""

from dataclasses import replace
from datetime import datetime
from hmac import compare_digest

from dialogs.audit import AuditAction, record
from dialogs.effects import SendCode, Tap, Verb
from dialogs.events import CodeEntered, Event
from dialogs.kinds import CodePurpose
from dialogs.model import Case, CodeState, Fields, Liveness, Signature, Statement
from dialogs.policy import Policy
from dialogs.step import Outcome, Row, Then
from dialogs.texts import Text, text


def code_of(case: Case, purpose: CodePurpose) -> CodeState:
    """Return the state of the purpose's code; an empty one if none was asked for."""
    found = (code for code in case.codes if code.purpose is purpose)
    return next(found, CodeState(purpose))


def with_code(case: Case, code: CodeState) -> Case:
    """Return the case with this state in place of the purpose's earlier one."""
    others = tuple(other for other in case.codes if other.purpose is not code.purpose)
    return replace(case, codes=(*others, code))


def forgotten(case: Case, purpose: CodePurpose) -> Case:
    """Return the case without the purpose's code; how often it was sent is remembered."""
    return with_code(case, CodeState(purpose, sends=code_of(case, purpose).sends))


def carried(case: Case) -> tuple[CodeState, ...]:
    """Return what outlives a case and a new beginning: how often codes were sent (D7)."""
    return tuple(CodeState(code.purpose, sends=code.sends) for code in case.codes)


def unverified(case: Case) -> Case:
    """Return the case as it is when its phone is not proven: no record, no chosen kinds."""
    return forgotten(replace(case, record=None, picks_confirmed=False), CodePurpose.IDENTITY)


def unproven(case: Case) -> Case:
    """Return the case without anything that rests on who the customer is."""
    bare = replace(
        unverified(case),
        sealed=(),
        typing=None,
        shots=(),
        fields=Fields(),
        liveness=Liveness(),
        statement=Statement(),
        signature=Signature(),
        flags=(),
        waived=(),
    )
    return forgotten(bare, CodePurpose.SIGNING)


def ask(case: Case, purpose: CodePurpose, event: Event, policy: Policy) -> Outcome:
    """Ask for a code, or say why not yet (D7: a pause, and a limit per half hour)."""
    recent = tuple(
        sent for sent in code_of(case, purpose).sends if event.at - sent < policy.code_window
    )
    refusal = _too_soon(recent, event.at, policy)
    if refusal is not None:
        return Outcome(case, (refusal,), then=Then.QUIET)
    code = CodeState(purpose, code_id=event.event_id, sends=(*recent, event.at))
    send = SendCode(purpose=purpose, code_id=code.code_id, lang=case.lang)
    effects = (send, record(AuditAction.CODE_REQUESTED, purpose=purpose))
    return Outcome(with_code(case, code), effects=effects, then=Then.PROMPT)


def enter(case: Case, event: CodeEntered, policy: Policy) -> Outcome:
    """Judge an entered code; the answer is the same whether one was really sent (D8)."""
    code = code_of(case, event.purpose)
    refusal = _refusal(code, event, policy)
    if refusal is not None:
        return Outcome(case, (refusal,))
    if compare_digest(code.digest or "", event.digest or ""):
        passed = replace(code, passed_at=event.at, digest=None)
        note = record(AuditAction.CODE_PASSED, purpose=event.purpose)
        return Outcome(with_code(case, passed), (text("code_right"),), (note,))
    return _wrong(case, code, policy)


def rows(purpose: CodePurpose) -> tuple[Row, ...]:
    """Return the ways out when no code arrives (Guide R14, R15)."""
    again = Tap(text("button_resend"), Verb.RESEND, purpose)
    silent = Tap(text("button_phone_silent"), Verb.PHONE_SILENT)
    gone = Tap(text("button_phone_gone"), Verb.PHONE_GONE)
    return ((again,), (silent, gone))


def _wrong(case: Case, code: CodeState, policy: Policy) -> Outcome:
    wrong = replace(code, wrong=code.wrong + 1)
    left = policy.code_wrong_max - wrong.wrong
    if left > 0:
        return Outcome(with_code(case, wrong), (text("code_wrong", left=left),))
    note = record(AuditAction.CODE_VOIDED, purpose=code.purpose)
    void = replace(wrong, digest=None)
    return Outcome(with_code(case, void), (text("code_void"),), (note,))


def _refusal(code: CodeState, event: CodeEntered, policy: Policy) -> Text | None:
    if event.digest is None:
        return text("code_six_digits")
    if code.wrong >= policy.code_wrong_max:
        return text("code_void")
    if code.failed:
        return text("code_failed")
    if code.digest is None or code.expires_at is None:
        return text("code_on_its_way")
    return text("code_expired") if event.at >= code.expires_at else None


def _too_soon(recent: tuple[datetime, ...], at: datetime, policy: Policy) -> Text | None:
    if recent and at - recent[-1] < policy.code_resend:
        wait = policy.code_resend - (at - recent[-1])
        return text("code_wait", seconds=max(1, round(wait.total_seconds())))
    if len(recent) >= policy.code_sends_max:
        return text("code_limit", until=recent[0] + policy.code_window)
    return None
