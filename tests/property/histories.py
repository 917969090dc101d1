"""Random histories of events: plausible enough to get far, wild enough to go wrong."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from dialogs import events as ev
from dialogs.effects import Effect, RunCheck, Say, Tap, Verb
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
from dialogs.machine import Advanced, advance
from dialogs.model import (
    AgreementId,
    Case,
    CustomerRecord,
    PasswordResult,
    Phase,
    RefusalReason,
    ResultState,
    ReturnedItem,
    SealedPassword,
    StepName,
)
from dialogs.policy import Policy
from dialogs.reasons import Finding, Reason
from dialogs.reviewing import undecided
from dialogs.rules.passwords import PasswordProblem
from dialogs.understanding import Facts, Intent, Understood

NUMBER = "11010519491231002X"
NAME = "张伟"
PHONE = "13800138000"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
POLICY = Policy(desk=True)
READING = CardReading(
    kind=DocumentKind.RESIDENT_ID,
    side=CardSide.FRONT,
    name=NAME,
    number=NUMBER,
    sex="female",
    birth=date(1949, 12, 31),
    address="北京市朝阳区测试路1号",
)
BACK = CardReading(
    kind=DocumentKind.RESIDENT_ID,
    side=CardSide.BACK,
    issuer="北京市公安局朝阳分局",
    valid_from=date(2016, 1, 1),
    valid_to=date(2036, 1, 1),
)


@dataclass
class Turn:
    """One step of a history."""

    before: Case
    event: ev.Event
    after: Case
    effects: tuple[Effect, ...]


class History:
    """A case driven by events, with everything that happened kept."""

    def __init__(self, lang: Lang = Lang.ZH, policy: Policy = POLICY) -> None:
        self.policy = policy
        self.count = 0
        self.at = START
        self.kinds: tuple[PasswordKind, ...] = (PasswordKind.FUTURES_TRADING,)
        self.turns: list[Turn] = []
        self.effects: list[Effect] = []
        opened = ev.CaseOpened(event_id="e0", at=START, seed=7, case_id="case-1", lang=lang)
        self.opened = opened
        self.case = advance(None, opened, policy).case

    def do(
        self, cls: type[ev.Event], /, after_s: float = 1, seed: int = 11, **values: Any
    ) -> Advanced:
        """Let an event of this class happen and keep the turn."""
        self.count += 1
        self.at += timedelta(seconds=after_s)
        event = cls(event_id=f"e{self.count}", at=self.at, seed=seed, **values)
        advanced = advance(self.case, event, self.policy)
        self.turns.append(Turn(self.case, event, advanced.case, advanced.effects))
        self.effects += advanced.effects
        self.case = advanced.case
        return advanced

    def tap(self, verb: str, arg: str = "") -> Advanced:
        """Tap a button of the newest prompt."""
        return self.do(ev.Tapped, verb=verb, arg=arg, prompt_no=self.case.prompt_no)

    def say(self, words: str, understood: Understood | None = None) -> Advanced:
        """Say words."""
        return self.do(ev.TextSaid, text=words, understood=understood)

    def check(self, outcome: CheckOutcome) -> Advanced:
        """Let the newest awaited check end so."""
        check_id = self.case.checks[-1].check_id if self.case.checks else "none"
        return self.do(ev.CheckFinished, check_id=check_id, outcome=outcome)

    def media(self, media: MediaKind = MediaKind.PHOTO, **values: Any) -> Advanced:
        """Send an attachment."""
        return self.do(ev.MediaReceived, media_id=f"m{self.count}", media=media, **values)

    def code(self, purpose: CodePurpose, *, right: bool = True) -> Advanced:
        """Let the asked code be sent, and enter it."""
        code_id = next((c.code_id for c in self.case.codes if c.purpose is purpose), "")
        self.do(ev.CodeIssued, purpose=purpose, code_id=code_id, digest="right")
        return self.do(ev.CodeEntered, purpose=purpose, digest="right" if right else "wrong")


def record(**changes: Any) -> CustomerRecord:
    """Return a record of a customer in order."""
    values: dict[str, Any] = {
        "customer_ref": "C1",
        "eligibility": Eligibility.IN_ORDER,
        "holdings": tuple(PasswordKind),
        "seat": "#50011-盛立移动3#",
    }
    return CustomerRecord(**(values | changes))


def sealed(kind: PasswordKind, at: datetime, tag: str = "") -> SealedPassword:
    """Return a sealed password's reference."""
    return SealedPassword(kind, f"sealed-{kind}-{tag}", "key-1", at)


def _read_all(h: History) -> None:
    for agreement in AgreementId:
        h.do(ev.AgreementRead, agreement=agreement, version="1", sha256="ab")


def _passwords(h: History) -> None:
    chosen = tuple(sealed(kind, h.at, str(h.count)) for kind in h.case.picked)
    h.do(ev.PasswordsSubmitted, sealed=chosen)


def _pick(h: History) -> None:
    for kind in PasswordKind:
        if (kind in h.kinds) is not (kind in h.case.picked):
            h.tap(Verb.TOGGLE, kind)
    h.tap(Verb.CONFIRM)


def _card(h: History) -> None:
    for reading in (READING, BACK):
        h.media()
        h.check(CheckOutcome(Verdict.PASS, card=reading))


def _live(h: History) -> None:
    h.tap(Verb.READY)
    for _ in range(1 + h.policy.liveness_actions):
        h.media()
        h.check(CheckOutcome(Verdict.PASS))


def _statement(h: History) -> None:
    h.media(MediaKind.VIDEO_NOTE, duration_s=9)
    h.tap(Verb.SUBMIT)
    h.check(CheckOutcome(Verdict.PASS))


def _consent(h: History) -> None:
    opened = AgreementId.DATA_CONSENT
    h.do(ev.AgreementOpened, agreement=opened, version="1", sha256="ab")
    h.tap(Verb.CONFIRM)


def _agreements(h: History) -> None:
    _read_all(h)
    h.tap(Verb.CONFIRM)


def _signing(h: History) -> None:
    h.tap(Verb.RESEND)
    h.code(CodePurpose.SIGNING)
    h.do(ev.AgreementsSigned, pdf_media_id="pdf", pdf_sha256="cd", certificate_serial="01")


def _submit(h: History) -> None:
    h.tap(Verb.SUBMIT)
    h.do(ev.CaseAccepted, application_number="RS20260302000001")


GOOD_PATH: dict[StepName, Callable[[History], Any]] = {
    StepName.INTRO: lambda h: h.tap(Verb.NEXT),
    StepName.NAME: lambda h: h.say(NAME),
    StepName.DOCUMENT_KIND: lambda h: h.tap(Verb.KIND, DocumentKind.RESIDENT_ID),
    StepName.NUMBER: lambda h: h.say(NUMBER),
    StepName.PHONE: lambda h: h.say(PHONE),
    StepName.CODE: lambda h: h.code(CodePurpose.IDENTITY),
    StepName.RECORDS: lambda h: h.do(ev.RecordFetched, record=record()),
    StepName.SELECTION: _pick,
    StepName.NOTICE: lambda h: h.tap(Verb.CONFIRM),
    StepName.PASSWORDS: _passwords,
    StepName.DOCUMENT: _card,
    StepName.FIELDS: lambda h: h.tap(Verb.CONFIRM),
    StepName.CONSENT: _consent,
    StepName.LIVENESS: _live,
    StepName.STATEMENT: _statement,
    StepName.AGREEMENTS: _agreements,
    StepName.SIGNING: _signing,
    StepName.SUBMIT: _submit,
}
"""What a customer in order does at each step."""


def applied(
    h: History, kind: PasswordKind, state: ResultState = ResultState.IN_EFFECT, **more: Any
) -> PasswordResult:
    """Return what a core system says of the newest choice of a password."""
    attempt = next((one.attempt for one in h.case.results if one.kind is kind), 1)
    return PasswordResult(kind, state, attempt=attempt, **more)


def go_to(step: StepName, lang: Lang = Lang.ZH, kinds: tuple[PasswordKind, ...] = ()) -> History:
    """Return a history that stands at this step by the good path."""
    history = History(lang)
    history.kinds = kinds or history.kinds
    history.do(ev.Started)
    while history.case.step is not step:
        GOOD_PATH[history.case.step](history)
    return history


def submitted(*kinds: PasswordKind) -> History:
    """Return a history whose case is in review."""
    return go_to(StepName.REVIEW, kinds=kinds)


_OUTCOMES = st.builds(
    CheckOutcome,
    st.sampled_from(Verdict),
    st.lists(st.builds(Finding, st.sampled_from(Reason)), max_size=2).map(tuple),
    st.sampled_from([None, READING, BACK]),
)
_UNDERSTOOD = st.builds(
    Understood,
    st.sampled_from(Intent),
    st.sampled_from([0.1, 0.9]),
    st.sampled_from([(), (PasswordKind.FUTURES_TRADING,)]),
    st.sampled_from([None, None, "RS20260302000001", "RS20260302000002"]),
    st.sampled_from([Facts(), Facts(name=NAME, number=NUMBER, phone=PHONE)]),
)


def wide(words: str) -> str:
    """Return words with their digits and letters in full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in words)


PASSWORD = "abc13579"
SPELT = (
    f"我的手机是{PHONE}",
    wide("138 0013 8000"),
    "138-0013-8000",
    "幺三八 零零幺三 八零零零",
    "先是138，然后0013，最后8000",
    "1101 0519 4912 3100 2X",
    "一一零一零五 一九四九一二三一 零零二X",
    "验证码 1 2 3 4 5 6",
    "my code is one two three four five six",
    "12\u200b34\u200b56",
    f"密码是{PASSWORD}",
    "the password is a b c 1 3 5 7 9",
)
"""Secrets as customers type them to an agent."""

_WORDS = st.sampled_from(
    [NAME, NUMBER, PHONE, "hello", "？", "123456", "2010.01.01-长期", "x" * 4096, *SPELT]
)
_RESULTS = st.builds(
    PasswordResult,
    st.sampled_from(PasswordKind),
    st.sampled_from(ResultState),
    st.sampled_from([None, *RefusalReason]),
)
_ITEMS = st.lists(
    st.builds(
        ReturnedItem,
        st.sampled_from(StepName),
        st.sampled_from([None, Finding(Reason.BLURRED)]),
    ),
    max_size=2,
).map(tuple)

Move = Callable[[History], Any]


def _tap(verb: str, arg: str, back: int) -> Move:
    return lambda h: h.do(ev.Tapped, verb=verb, arg=arg, prompt_no=h.case.prompt_no - back)


_ARGS = st.sampled_from(["", "zh", "en", *PasswordKind, *StepName, *DocumentKind, "name", "photo"])


def _moves() -> st.SearchStrategy[Move]:
    """Return single events of every kind, many of them out of place."""
    return st.one_of(
        _words_and_media(), _secrets_and_papers(), _from_the_machinery(), _from_people()
    )


def _words_and_media() -> st.SearchStrategy[Move]:
    return st.one_of(
        st.just(lambda h: h.do(ev.Started)),
        st.builds(_tap, st.sampled_from([*Verb, "unknown"]), _ARGS, st.sampled_from([0, 0, 0, 1])),
        st.builds(
            lambda words, understood, failed: (
                lambda h: h.do(ev.TextSaid, text=words, understood=understood, nlu_failed=failed)
            ),
            _WORDS,
            st.none() | _UNDERSTOOD,
            st.booleans(),
        ),
        st.builds(
            lambda own: lambda h: h.do(ev.ContactShared, phone=PHONE, own=own), st.booleans()
        ),
        st.builds(
            lambda kind, problem, flags: (
                lambda h: h.media(
                    kind,
                    problem=problem,
                    reused=flags[0],
                    forwarded=flags[1],
                    duration_s=flags[2],
                    caption=flags[3],
                    message_ref="5:6",
                )
            ),
            st.sampled_from([*MediaKind, MediaKind.PHOTO, MediaKind.PHOTO]),
            st.sampled_from([None, None, None, Reason.FILE_TOO_LARGE]),
            st.tuples(
                st.booleans(),
                st.booleans(),
                st.sampled_from([None, 2, 9]),
                st.sampled_from([None, NUMBER]),
            ),
        ),
    )


def _secrets_and_papers() -> st.SearchStrategy[Move]:
    return st.one_of(
        st.builds(
            lambda purpose, right: lambda h: h.code(purpose, right=right),
            st.sampled_from(CodePurpose),
            st.booleans(),
        ),
        st.just(lambda h: h.do(ev.CodeEntered, purpose=CodePurpose.IDENTITY, digest=None)),
        st.builds(_typed, st.sampled_from([None, *PasswordKind]), st.booleans()),
        st.just(_typed(None, fits=True)),
        st.builds(
            lambda kind: (
                lambda h: h.do(ev.PasswordsSubmitted, sealed=(sealed(kind, h.at, str(h.count)),))
            ),
            st.sampled_from(PasswordKind),
        ),
        st.builds(
            lambda cls, one: lambda h: h.do(cls, agreement=one, version="1", sha256="ab"),
            st.sampled_from([ev.AgreementOpened, ev.AgreementRead]),
            st.sampled_from(AgreementId),
        ),
        st.builds(lambda blocked: lambda h: h.do(ev.BotBlocked, blocked=blocked), st.booleans()),
    )


def _from_the_machinery() -> st.SearchStrategy[Move]:
    return st.one_of(
        st.just(lambda h: h.do(ev.CodeFailed, purpose=CodePurpose.IDENTITY, code_id=_newest(h))),
        st.builds(
            lambda found: lambda h: h.do(ev.RecordFetched, record=found),
            st.sampled_from([None, record(), *(record(eligibility=e) for e in Eligibility)]),
        ),
        st.just(lambda h: h.do(ev.RecordUnavailable)),
        st.builds(lambda outcome: lambda h: h.check(outcome), _OUTCOMES),
        st.just(
            lambda h: h.do(
                ev.AgreementsSigned, pdf_media_id="p", pdf_sha256="s", certificate_serial="1"
            )
        ),
        st.just(lambda h: h.do(ev.SigningFailed)),
        st.just(lambda h: h.do(ev.CaseAccepted, application_number="RS20260302000001")),
        st.just(lambda h: h.do(ev.SubmissionFailed)),
        st.builds(
            lambda timer: lambda h: h.do(ev.TimerFired, timer=timer), st.sampled_from(ev.TimerKind)
        ),
    )


AGENTS = ("1001", "1002", "1003")


def _from_people() -> st.SearchStrategy[Move]:
    return st.one_of(_agents_moves(), _reviewers_moves(), _around_the_desk())


def _holder(h: History) -> str:
    """Return who holds the talk; take it for the first agent if nobody does."""
    if h.case.speaker.agent is None:
        h.do(ev.AgentTook, agent=AGENTS[0])
    return h.case.speaker.agent or AGENTS[0]


def _holders_moves() -> st.SearchStrategy[Move]:
    """Return what the agent who holds the talk may do."""
    steps = st.sampled_from([None, *StepName])
    return st.one_of(
        st.builds(
            lambda act, step: lambda h: h.do(ev.AgentActed, agent=_holder(h), act=act, step=step),
            st.sampled_from(ev.DeskAct),
            steps,
        ),
        st.just(lambda h: h.do(ev.AgentSpoke, agent=_holder(h), message_ref="-100:5", words="hi")),
        st.builds(
            lambda step: lambda h: h.do(ev.AgentHandedBack, agent=_holder(h), step=step), steps
        ),
        st.just(_prompted_words),
    )


def _prompted_words(h: History) -> None:
    """Let the holder ask for the standing step, and the customer do what it takes."""
    h.do(ev.AgentActed, agent=_holder(h), act=ev.DeskAct.PROMPT)
    if h.case.step in GOOD_PATH:
        GOOD_PATH[h.case.step](h)


def _agents_moves() -> st.SearchStrategy[Move]:
    return st.one_of(_holders_moves(), _anybodys_moves())


def _anybodys_moves() -> st.SearchStrategy[Move]:
    who = st.sampled_from(AGENTS)
    return st.one_of(
        st.builds(
            lambda a, over: lambda h: h.do(ev.AgentTook, agent=a, over=over), who, st.booleans()
        ),
        st.builds(lambda a, to: lambda h: h.do(ev.AgentPassed, agent=a, to=to), who, who),
        st.builds(
            lambda a, words: (
                lambda h: h.do(ev.AgentSpoke, agent=a, message_ref="-100:5", words=words)
            ),
            who,
            st.sampled_from([None, "please send the front again"]),
        ),
        st.builds(
            lambda a, act, step: lambda h: h.do(ev.AgentActed, agent=a, act=act, step=step),
            who,
            st.sampled_from(ev.DeskAct),
            st.sampled_from([None, *StepName]),
        ),
        st.builds(
            lambda a, step: lambda h: h.do(ev.AgentHandedBack, agent=a, step=step),
            who,
            st.sampled_from([None, *StepName]),
        ),
        st.builds(
            lambda a: lambda h: h.do(ev.FieldUnmasked, agent=a, field_name="number", reason="x"),
            who,
        ),
    )


def _reviewers_moves() -> st.SearchStrategy[Move]:
    who = st.sampled_from(AGENTS)
    return st.one_of(
        st.builds(lambda a, s: lambda h: h.do(ev.ReviewTaken, agent=a, supervisor=s), who,
                  st.booleans()),
        st.builds(lambda a: lambda h: h.do(ev.ReviewDropped, agent=a), who),
        st.builds(lambda a: lambda h: h.do(ev.ReviewEscalated, agent=a), who),
        st.builds(
            lambda a, item, yes: lambda h: h.do(ev.ItemDecided, agent=a, item=item, accepted=yes),
            who,
            st.sampled_from(["front", "back", "fields", "liveness", "statement", "none"]),
            st.booleans(),
        ),
        st.builds(lambda a, items: lambda h: h.do(ev.CaseReturned, agent=a, items=items), who,
                  _ITEMS),
        st.builds(lambda a: lambda h: h.do(ev.CaseApproved, agent=a), who),
        st.just(approve),
    )  # fmt: skip


def _around_the_desk() -> st.SearchStrategy[Move]:
    return st.one_of(
        st.builds(
            lambda ahead, duty: lambda h: h.do(ev.QueueSeen, ahead=ahead, on_duty=duty, minutes=5),
            st.sampled_from([0, 2]),
            st.sampled_from([0, 1]),
        ),
        st.just(lambda h: h.do(ev.NotMeReported)),
        st.just(lambda h: h.do(ev.Unfrozen, agent="1003")),
        st.builds(lambda result: lambda h: h.do(ev.PasswordApplied, result=result), _RESULTS),
        st.builds(
            lambda state, why: (
                lambda h: h.do(
                    ev.PasswordApplied, result=applied(h, _next_kind(h), state, refusal=why)
                )
            ),
            st.sampled_from(ResultState),
            st.sampled_from([RefusalReason.SAME_AS_OLD, RefusalReason.OTHER]),
        ),
    )


def _next_kind(h: History) -> PasswordKind:
    """Return a password that a core system has not concluded yet, if there is one."""
    over = {ResultState.IN_EFFECT, ResultState.REFUSED}
    left = [one.kind for one in h.case.results if one.state not in over]
    return left[0] if left else PasswordKind.FUTURES_TRADING


def approve(h: History, agent: str = "1009", second: str = "1008") -> None:
    """Let reviewers who had no part in the talk take the case, accept all and approve it."""
    if h.case.review.reviewer is not None:
        h.do(ev.ReviewDropped, agent=h.case.review.reviewer)
    h.do(ev.ReviewTaken, agent=agent, supervisor=True)
    for item in undecided(h.case):
        for one in (agent, second):
            h.do(ev.ItemDecided, agent=one, item=item.name, accepted=True)
    h.do(ev.CaseApproved, agent=agent)


def give_back(h: History, *items: ReturnedItem, agent: str = "1009") -> None:
    """Let a reviewer take the case and return it."""
    if h.case.review.reviewer is not None:
        h.do(ev.ReviewDropped, agent=h.case.review.reviewer)
    h.do(ev.ReviewTaken, agent=agent, supervisor=True)
    h.do(ev.CaseReturned, agent=agent, items=items)


def _newest(h: History) -> str:
    return h.case.codes[-1].code_id if h.case.codes else ""


def _typed(kind: PasswordKind | None, fits: bool) -> Move:
    def move(h: History) -> None:
        wanted = kind or h.case.typing
        h.do(
            ev.PasswordTyped,
            message_ref="42",
            kind=wanted,
            sealed=sealed(wanted, h.at, str(h.count)) if wanted and fits else None,
            problems=() if fits else (PasswordProblem.REPEATED,),
        )

    return move


def _forward(count: int) -> Move:
    """Return a move that takes a few steps of the good path, then of what comes after it."""

    def move(h: History) -> None:
        for number in range(count):
            if h.case.speaker.agent is not None:
                h.do(ev.AgentHandedBack, agent=h.case.speaker.agent)
            elif h.case.frozen_at is not None:
                h.do(ev.Unfrozen, agent="1003")
            elif h.case.step in GOOD_PATH:
                GOOD_PATH[h.case.step](h)
            else:
                _after_submission(h, number)

    return move


def _after_submission(h: History, number: int) -> None:
    match h.case.phase:
        case Phase.IN_REVIEW if number % 2:
            give_back(h, ReturnedItem(StepName.DOCUMENT, Finding(Reason.GLARE, "number")))
        case Phase.IN_REVIEW:
            approve(h)
        case Phase.RETURNED:
            h.tap(Verb.CONTINUE)
        case _:
            for kind in h.case.picked:
                h.do(ev.PasswordApplied, result=applied(h, kind))


_BASES = [*StepName, *[StepName.REVIEW] * 6, StepName.SUBMIT, StepName.LIVENESS]
_KINDS = [
    (PasswordKind.FUTURES_TRADING,),
    (PasswordKind.FUTURES_TRADING, PasswordKind.FUND_FUND),
]


@cache
def _base(step: StepName, lang: Lang, kinds: tuple[PasswordKind, ...]) -> History:
    return go_to(step, lang, kinds)


def refuse(h: History, refusal: RefusalReason = RefusalReason.SAME_AS_OLD) -> None:
    """Let the case be approved and a core system refuse every password."""
    if h.case.phase is Phase.IN_REVIEW:
        approve(h)
    for one in h.case.results:
        result = applied(h, one.kind, ResultState.REFUSED, refusal=refusal)
        h.do(ev.PasswordApplied, result=result)


def _chosen_again(h: History) -> None:
    """Let the refused passwords be chosen again, all but the last step of it."""
    refuse(h)
    h.tap(Verb.CHOOSE_AGAIN)
    h.tap(Verb.TYPE)


def _refused_one(h: History) -> None:
    """Let one password be refused while the others are unanswered."""
    if h.case.phase is Phase.IN_REVIEW:
        approve(h)
    kind = _next_kind(h)
    result = applied(h, kind, ResultState.REFUSED, refusal=RefusalReason.RULE)
    h.do(ev.PasswordApplied, result=result)
    h.tap(Verb.STATUS)


def _frozen_while_choosing(h: History) -> None:
    """Let the phone's owner complain while a password is typed again."""
    _chosen_again(h)
    h.do(ev.NotMeReported)


_PRELUDES: list[Move] = [
    *[lambda _: None] * 3,
    _holder,
    lambda h: h.tap(Verb.PERSON),
    lambda h: h.do(ev.NotMeReported),
    approve,
    refuse,
    _chosen_again,
    _refused_one,
    _frozen_while_choosing,
]
"""What random moves reach too seldom."""


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a history: the good path to some step, then anything at all with stretches of it."""
    step, lang = draw(st.sampled_from(_BASES)), draw(st.sampled_from(Lang))
    history = copy(_base(step, lang, draw(st.sampled_from(_KINDS))))
    history.turns, history.effects = [*history.turns], [*history.effects]
    draw(st.sampled_from(_PRELUDES))(history)
    moves = draw(st.lists(st.one_of(st.integers(1, 4).map(_forward), _moves()), max_size=25))
    for move in moves:
        move(history)
    return history


def single_moves() -> st.SearchStrategy[Move]:
    """Return any single move."""
    return _moves()


def said(effects: tuple[Effect, ...] | list[Effect]) -> list[Say]:
    """Return what is said to the customer."""
    return [effect for effect in effects if isinstance(effect, Say)]


def buttons(say: Say) -> list[Tap]:
    """Return a message's callback buttons."""
    return [button for row in say.rows for button in row if isinstance(button, Tap)]


def checks_run(effects: list[Effect]) -> list[RunCheck]:
    """Return the checks that were asked for."""
    return [effect for effect in effects if isinstance(effect, RunCheck)]
