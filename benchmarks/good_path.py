"""The shortest good conversation as events, for timing the core alone.

Everything in it is invented. What the world answers (codes, record, checks, signatures) is
given as the shell would give it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dialogs import events as ev
from dialogs.effects import Verb
from dialogs.evidence import CardReading, CheckOutcome
from dialogs.kinds import (
    CardSide,
    CodePurpose,
    DocumentKind,
    Eligibility,
    Lang,
    MediaKind,
    PasswordKind,
    Verdict,
)
from dialogs.machine import advance
from dialogs.model import AgreementId, Case, CustomerRecord, SealedPassword, StepName
from dialogs.policy import Policy

_NAME, _NUMBER, _PHONE = "张伟", "110199199003079951", "13800130001"
_START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_FRONT = CardReading(
    kind=DocumentKind.RESIDENT_ID,
    side=CardSide.FRONT,
    name=_NAME,
    number=_NUMBER,
    sex="male",
    birth=date(1990, 3, 7),
    address="北京市样本区测试街道演示路88号",
)
_BACK = CardReading(
    kind=DocumentKind.RESIDENT_ID,
    side=CardSide.BACK,
    issuer="北京市公安局样本分局",
    valid_from=date(2021, 5, 18),
    valid_to=date(2041, 5, 18),
)
_RECORD = CustomerRecord(
    customer_ref="C1", eligibility=Eligibility.IN_ORDER, holdings=tuple(PasswordKind), seat=None
)


@dataclass
class Walk:
    """A case on its way, with every event and the case before it kept."""

    policy: Policy = field(default_factory=Policy)
    at: datetime = _START
    kept: list[tuple[Case, ev.Event]] = field(default_factory=list)

    def __post_init__(self) -> None:
        opened = ev.CaseOpened(event_id="e0", at=_START, case_id="c", lang=Lang.ZH, seed=7)
        self.case = advance(None, opened, self.policy).case

    def do(self, cls: type[ev.Event], **values: Any) -> None:
        """Let an event happen."""
        self.at += timedelta(seconds=1)
        event = cls(event_id=f"e{len(self.kept) + 1}", at=self.at, seed=11, **values)
        self.kept.append((self.case, event))
        self.case = advance(self.case, event, self.policy).case

    def tap(self, verb: Verb, arg: str = "") -> None:
        """Tap a button of the newest prompt."""
        self.do(ev.Tapped, verb=verb, arg=arg, prompt_no=self.case.prompt_no)

    def say(self, words: str) -> None:
        """Say words that need no understanding."""
        self.do(ev.TextSaid, text=words)

    def send(self, kind: MediaKind, outcome: CheckOutcome | None = None) -> None:
        """Send a file, and let its check end."""
        self.do(ev.MediaReceived, media_id=f"m{len(self.kept)}", media=kind, duration_s=9)
        if outcome is not None:
            self.checked(outcome)

    def checked(self, outcome: CheckOutcome) -> None:
        """Let the newest check end."""
        self.do(ev.CheckFinished, check_id=self.case.checks[-1].check_id, outcome=outcome)

    def code(self, purpose: CodePurpose) -> None:
        """Let a code be sent, and enter it."""
        code_id = next(one.code_id for one in self.case.codes if one.purpose is purpose)
        self.do(ev.CodeIssued, purpose=purpose, code_id=code_id, digest="right")
        self.do(ev.CodeEntered, purpose=purpose, digest="right")


def _select(walk: Walk) -> None:
    walk.tap(Verb.TOGGLE, PasswordKind.FUTURES_TRADING)
    walk.tap(Verb.CONFIRM)


def _passwords(walk: Walk) -> None:
    sealed = tuple(SealedPassword(kind, f"s-{kind}", "k", walk.at) for kind in walk.case.picked)
    walk.do(ev.PasswordsSubmitted, sealed=sealed)


def _document(walk: Walk) -> None:
    for reading in (_FRONT, _BACK):
        walk.send(MediaKind.PHOTO, CheckOutcome(Verdict.PASS, card=reading))


def _consent(walk: Walk) -> None:
    opened = AgreementId.DATA_CONSENT
    walk.do(ev.AgreementOpened, agreement=opened, version="1", sha256="ab")
    walk.tap(Verb.CONFIRM)


def _liveness(walk: Walk) -> None:
    walk.tap(Verb.READY)
    while walk.case.step is StepName.LIVENESS:
        walk.send(MediaKind.PHOTO, CheckOutcome(Verdict.PASS))


def _statement(walk: Walk) -> None:
    walk.send(MediaKind.VIDEO_NOTE)
    walk.tap(Verb.SUBMIT)
    walk.checked(CheckOutcome(Verdict.PASS))


def _agreements(walk: Walk) -> None:
    for one in (AgreementId.SERVICE, AgreementId.RISK, AgreementId.CERTIFICATE):
        for happens in (ev.AgreementOpened, ev.AgreementRead):
            walk.do(happens, agreement=one, version="1", sha256="ab")
    walk.tap(Verb.CONFIRM)


def _signing(walk: Walk) -> None:
    walk.tap(Verb.RESEND)
    walk.code(CodePurpose.SIGNING)
    walk.do(ev.AgreementsSigned, pdf_media_id="p", pdf_sha256="cd", certificate_serial="01")


def _submit(walk: Walk) -> None:
    walk.tap(Verb.SUBMIT)
    walk.do(ev.CaseAccepted, application_number="RS20260302000001")


_ACTS: dict[StepName, Callable[[Walk], None]] = {
    StepName.INTRO: lambda walk: walk.tap(Verb.NEXT),
    StepName.NAME: lambda walk: walk.say(_NAME),
    StepName.DOCUMENT_KIND: lambda walk: walk.tap(Verb.KIND, DocumentKind.RESIDENT_ID),
    StepName.NUMBER: lambda walk: walk.say(_NUMBER),
    StepName.PHONE: lambda walk: walk.say(_PHONE),
    StepName.CODE: lambda walk: walk.code(CodePurpose.IDENTITY),
    StepName.RECORDS: lambda walk: walk.do(ev.RecordFetched, record=_RECORD),
    StepName.SELECTION: _select,
    StepName.NOTICE: lambda walk: walk.tap(Verb.CONFIRM),
    StepName.PASSWORDS: _passwords,
    StepName.DOCUMENT: _document,
    StepName.FIELDS: lambda walk: walk.tap(Verb.CONFIRM),
    StepName.CONSENT: _consent,
    StepName.LIVENESS: _liveness,
    StepName.STATEMENT: _statement,
    StepName.AGREEMENTS: _agreements,
    StepName.SIGNING: _signing,
    StepName.SUBMIT: _submit,
}


def walked() -> Walk:
    """Walk from the first hello to the submitted case; every step is met once."""
    walk = Walk()
    walk.do(ev.Started)
    for step, act in _ACTS.items():
        if walk.case.step is step:
            act(walk)
    if walk.case.step is not StepName.REVIEW:
        raise RuntimeError(f"the good path ended at {walk.case.step}")
    return walk
