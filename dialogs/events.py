"""What happened: every input of the machine, past tense, complete in itself.

Time, randomness, NLU answers, readings and digests travel on the event, so that a replay of
the journal needs nothing else. Media travel as identifiers, passwords sealed, codes as keyed
digests.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dialogs.evidence import CheckOutcome
from dialogs.kinds import CodePurpose, Lang, MediaKind, PasswordKind
from dialogs.model import (
    AgreementId,
    CodeState,
    CustomerRecord,
    Earlier,
    PasswordResult,
    ReturnedItem,
    SealedPassword,
    StepName,
)
from dialogs.reasons import Finding, Reason
from dialogs.rules.passwords import PasswordAdvice, PasswordProblem
from dialogs.understanding import Understood


class TimerKind(StrEnum):
    """A timer of a case; each kind exists at most once per case (D7, D10)."""

    IDLE = "idle"
    EXPIRY = "expiry"
    RETRY_RECORD = "retry_record"
    WAIT = "wait"
    """A person is waited for: time to say how it stands."""
    SILENCE = "silence"
    """Under an agent's lease: the customer waits for an answer, or nobody says anything."""
    REVIEW_DUE = "review_due"
    """The promised end of the review."""
    SETTLE = "settle"
    """A pending password is expected to be in effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all events carry.

    Attributes:
        event_id: unique; a second event with it changes nothing.
        at: when it happened, aware and in UTC.
        seed: 63 random bits for whatever the turn has to draw.
    """

    event_id: str
    at: datetime
    seed: int = 0


# --- from the customer --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Event):
    """A customer without an open case wrote; the first event of every case.

    Attributes:
        case_id: the new case.
        lang: the language to begin in.
        codes: how often codes were sent in the chat's case before: the limits of D7 go on.
        earlier: the chat's cases before that got as far as a submission.
    """

    case_id: str
    lang: Lang
    codes: tuple[CodeState, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An earlier message of the chat that a customer's message replies to.

    Attributes:
        message_ref: the message.
        line: a line of its words, with everything covered that agents may not read.
        media: what it holds besides.
        by_bot: whether it came from this side, the bot or an agent, or is the customer's own.
    """

    message_ref: str
    line: str = field(default="", repr=False)
    media: MediaKind | None = None
    by_bot: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """The customer sent /start (again)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSaid(Event):
    """Words. `understood` is None when the NLU was not asked or did not answer.

    `answers` is the message that they reply to.
    """

    text: str = field(repr=False)
    understood: Understood | None = None
    nlu_failed: bool = False
    edited: bool = False
    message_ref: str = ""
    answers: Answered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped(Event):
    """A button was tapped.

    Attributes:
        verb: a `dialogs.effects.Verb` value; unknown ones are stale buttons of older versions.
        arg: the button's argument.
        prompt_no: the prompt the button stands under.
    """

    verb: str
    arg: str = ""
    prompt_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactShared(Event):
    """A contact; `own` says that Telegram vouches it is the sender's."""

    phone: str = field(repr=False)
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReceived(Event):
    """An attachment was stored, or could not be.

    Attributes:
        media_id: empty when `problem` is set.
        media: what it is.
        problem: why it could not be taken.
        duration_s: as Telegram tells it, for videos.
        forwarded: whether Telegram marks it as forwarded.
        reused: whether the same file came before, in this or another case.
        album: whether it came as part of an album.
        message_ref: the customer's message that holds it.
        caption: the words that came with it.
        answers: the message that it replies to.
    """

    media_id: str
    media: MediaKind
    problem: Reason | None = None
    duration_s: int | None = None
    forwarded: bool = False
    reused: bool = False
    album: bool = False
    message_ref: str = ""
    caption: str | None = field(default=None, repr=False)
    answers: Answered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntered(Event):
    """Digits typed while a code is awaited; `digest` is None when they are not six digits."""

    purpose: CodePurpose
    digest: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordTyped(Event):
    """A password was typed into the chat, judged and sealed in memory.

    Attributes:
        message_ref: the message to delete at once.
        sealed: None when a rule is broken or no password was asked for.
        problems: every broken rule (Guide R24).
        advice: what makes it easy to guess (D6).
        entries: how many entries the message held; two are asked for (Guide R23).
    """

    message_ref: str
    kind: PasswordKind | None = None
    sealed: SealedPassword | None = None
    problems: tuple[PasswordProblem, ...] = ()
    advice: tuple[PasswordAdvice, ...] = ()
    entries: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordsSubmitted(Event):
    """The secure page handed over the sealed passwords."""

    sealed: tuple[SealedPassword, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOpened(Event):
    """The customer opened an agreement's page."""

    agreement: AgreementId
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRead(Event):
    """The customer reached the end of an agreement and said so (Guide R42)."""

    agreement: AgreementId
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BotBlocked(Event):
    """The customer blocked the bot, or took it back."""

    blocked: bool


# --- from the machinery -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeIssued(Event):
    """A code was (or, for D8, seemed to be) sent."""

    purpose: CodePurpose
    code_id: str
    digest: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFailed(Event):
    """The message service would not take the code."""

    purpose: CodePurpose
    code_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFetched(Event):
    """The firm's registry answered; None means it knows no such person.

    Attributes:
        record: what it says.
        earlier: the same customer's other cases, from whichever chat.
    """

    record: CustomerRecord | None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUnavailable(Event):
    """The firm's registry did not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinished(Event):
    """A check ended. A check that could not be run ends UNSURE with CHECK_UNAVAILABLE."""

    check_id: str
    outcome: CheckOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsSigned(Event):
    """The signed PDF is in the case."""

    pdf_media_id: str
    pdf_sha256: str
    certificate_serial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningFailed(Event):
    """The signing service did not do it; it can be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(Event):
    """The case desk took the application."""

    application_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionFailed(Event):
    """The case desk did not take it; it can be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired(Event):
    """A timer came due."""

    timer: TimerKind


# --- from people --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSeen(Event):
    """How long a customer who waits for a person has to wait.

    Attributes:
        ahead: how many wait before.
        on_duty: how many agents are there now.
        minutes: an honest guess.
        opens_at: when the desk opens again; None while it is open.
    """

    ahead: int
    on_duty: int
    minutes: int
    opens_at: datetime | None = None


class DeskAct(StrEnum):
    """What an agent who holds a conversation can do for the customer."""

    PROMPT = "prompt"
    """Ask again for the standing step."""
    RESEND = "resend"
    """Send a new one-time code; the agent never sees it."""
    REOPEN = "reopen"
    """Open a step again."""
    BACK = "back"
    """Go back one step."""
    WAIVE = "waive"
    """Let the step pass to the reviewers although a check refuses it (D13)."""
    END = "end"
    """Close the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEvent(Event):
    """An act of an agent, reviewer or supervisor; `agent` is their number."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentTook(StaffEvent):
    """An agent took the conversation; `over` says that a supervisor took it from another."""

    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPassed(StaffEvent):
    """The holder passed the conversation to a colleague."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSpoke(StaffEvent):
    """An agent wrote in the topic.

    Attributes:
        message_ref: the message in the topic; none for a ready-made answer.
        words: its text, or the caption of its media.
        media: whether it holds media, which are copied.
        ready_made: the key of a ready-made answer instead of free words.
        answers: the topic's message that it replies to, if any.
        edited: whether it changes an earlier message.
    """

    message_ref: str
    words: str | None = field(default=None, repr=False)
    media: bool = False
    ready_made: str | None = None
    answers: str | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentActed(StaffEvent):
    """The holder did something for the customer; `step` where the act names one."""

    act: DeskAct
    step: StepName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldUnmasked(StaffEvent):
    """An agent looked at a masked field, with a reason; it is on record and told a supervisor."""

    field_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentHandedBack(StaffEvent):
    """The holder gave the conversation back to the bot, perhaps at a named step."""

    step: StepName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTaken(StaffEvent):
    """A reviewer took the case; `supervisor` says that they may take escalated and held ones."""

    supervisor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDropped(StaffEvent):
    """The reviewer gave the case back to the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDecided(StaffEvent):
    """A reviewer decided an item: it stands, or is to be done again and why."""

    item: str
    accepted: bool
    finding: Finding | None = None
    words: str | None = field(default=None, repr=False)
    internal: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEscalated(StaffEvent):
    """The reviewer leaves the case to a supervisor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturned(StaffEvent):
    """A reviewer returned the case with items (Guide R46)."""

    items: tuple[ReturnedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseApproved(StaffEvent):
    """A reviewer approved the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMeReported(Event):
    """The owner of the reserved phone says that they did not ask for this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfrozen(StaffEvent):
    """A supervisor let a frozen case go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordApplied(Event):
    """A core system said what became of one password (D9)."""

    result: PasswordResult


CUSTOMER_EVENTS: tuple[type[Event], ...] = (
    Started,
    TextSaid,
    Tapped,
    ContactShared,
    MediaReceived,
    CodeEntered,
    PasswordTyped,
    PasswordsSubmitted,
    AgreementOpened,
    AgreementRead,
)
"""What counts as the customer doing something (D10)."""
