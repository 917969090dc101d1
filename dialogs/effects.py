"""What is to be done: every output of the machine, imperative, with its policy in doubt."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dialogs.events import TimerKind
from dialogs.kinds import Action, CodePurpose, DocumentKind, Lang, PasswordKind
from dialogs.model import AgreementId, CheckKind, PersonReason, SealedPassword
from dialogs.reasons import Box
from dialogs.texts import Text


class InDoubt(StrEnum):
    """What to do when it is unknown whether an effect was done before a crash."""

    REPEAT = "repeat"
    ASK_FIRST = "ask_first"
    ESCALATE = "escalate"


class Verb(StrEnum):
    """What a button does. Values travel in callback data (64 bytes in all): keep them short."""

    NEXT = "next"
    BACK = "back"
    CANCEL = "cancel"
    CANCEL_YES = "cancel!"
    RULES = "rules"
    HELP = "help"
    LANGUAGE = "lang"
    PERSON = "person"
    STATUS = "status"
    KIND = "kind"
    RESEND = "resend"
    PHONE_SILENT = "silent"
    PHONE_GONE = "gone"
    TOGGLE = "tick"
    SEAT = "seat"
    TYPE = "type"
    CONFIRM = "ok"
    CORRECT = "fix"
    AGAIN = "again"
    READY = "ready"
    OTHER_WAY = "other"
    SUBMIT = "send"
    CONTINUE = "go"
    RESTART = "anew"
    RESTART_YES = "anew!"
    RETRY = "retry"
    GOTO = "goto"
    STAY = "stay"
    CALLBACK = "later"
    NO_PERSON = "alone"
    CHOOSE_AGAIN = "renew"
    CASE_STATUS = "case"


class Page(StrEnum):
    """A page of the bot's own web server."""

    AGREEMENT = "agreement"
    PASSWORDS = "passwords"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class Tap:
    """A callback button."""

    label: Text
    verb: Verb
    arg: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens a personal, signed, expiring page of the bot's web server."""

    label: Text
    page: Page
    arg: str = ""


@dataclass(frozen=True, slots=True)
class SecurePage:
    """A button that opens a page as a Telegram Mini App."""

    label: Text
    page: Page


@dataclass(frozen=True, slots=True)
class ShareContact:
    """A reply-keyboard button that shares the sender's own phone number."""

    label: Text


Button = Tap | Link | SecurePage | ShareContact


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What all effects have: a policy for the case of doubt."""

    in_doubt: InDoubt = InDoubt.REPEAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Effect):
    """Send a message to the customer.

    Attributes:
        text: what to say.
        rows: inline buttons.
        contact: a reply-keyboard button to share the phone; the keyboard is removed otherwise.
        lease: the speaker's lease; the message is dropped when it has moved on.
        prompt_no: set on a step's prompt; its buttons carry the number.
        edits: replace the prompt of this number in place instead of sending a new one.
        picture: the customer's own picture to show with the text, if any.
        marks: places on it: left, top, right, bottom as shares; none marks the whole.
        lang: the language.
    """

    text: Text
    rows: tuple[tuple[Button, ...], ...] = ()
    contact: ShareContact | None = None
    lease: int
    prompt_no: int | None = None
    edits: bool = False
    picture: str | None = None
    marks: tuple[Box, ...] = ()
    lang: Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast(Effect):
    """Answer the tap that caused this turn with a short notice; nothing when it was no tap."""

    text: Text
    alert: bool = False
    lang: Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteMessage(Effect):
    """Delete a message of the customer that holds a secret."""

    message_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCode(Effect):
    """Make a code, keep its digest, send it if the phone is the reserved one (D7, D8)."""

    purpose: CodePurpose
    code_id: str
    lang: Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecord(Effect):
    """Ask the firm's registry about the customer of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCheck(Effect):
    """Have a worker judge a piece of evidence.

    Attributes:
        check_id: names the check; its answer is `CheckFinished`.
        kind: which check.
        media_id: what to judge.
        media_kind: a `MediaKind` value.
        document_kind: expected kind, for a card.
        action: the action asked for, for a face.
        portrait_id: the card's front, for a face.
        neutral_id: the look-ahead selfie, for a face or a statement.
        turned: the yaw of the earlier turn, for a face that turns the other way.
        longest_s: how long ago the action was told, for a face.
        name: the customer's name, for a statement.
        phrase: the digits that have to be spoken with a statement.
        lang: the statement's language.
    """

    check_id: str
    kind: CheckKind
    media_id: str
    media_kind: str
    document_kind: DocumentKind | None = None
    action: Action | None = None
    portrait_id: str | None = None
    neutral_id: str | None = None
    turned: float | None = None
    longest_s: float | None = None
    name: str | None = field(default=None, repr=False)
    phrase: str | None = None
    lang: Lang = Lang.ZH


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelChecks(Effect):
    """The answers of these checks no longer matter."""

    check_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAgreements(Effect):
    """Issue the certificate if needed, make the agreements' PDF and sign it (R42-R44)."""

    agreements: tuple[AgreementId, ...]
    request_id: str
    in_doubt: InDoubt = InDoubt.ASK_FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitCase(Effect):
    """Hand the case to the case desk; the request id makes it idempotent (R45)."""

    request_id: str
    in_doubt: InDoubt = InDoubt.ASK_FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyPassword(Effect):
    """Have the core system take one new password; at most once by its request id (D9).

    `password` is None for a kind that the back office issues itself (D5).
    """

    request_id: str
    kind: PasswordKind
    password: SealedPassword | None
    attempt: int = 1
    in_doubt: InDoubt = InDoubt.ASK_FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyPasswords(Effect):
    """Destroy the rows of these sealed passwords, with a record (D10)."""

    sealed_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmTimer(Effect):
    """Let a timer of this kind fire at `due_at`; it replaces an earlier one of the kind."""

    timer: TimerKind
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTimer(Effect):
    """Let no timer of this kind fire."""

    timer: TimerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOutcome(Effect):
    """Ask the core system what became of a password that was pending (D9)."""

    request_id: str
    kind: PasswordKind
    attempt: int


class Notice(StrEnum):
    """A text message about the case itself; each carries the way to say "this was not me"."""

    STARTED = "started"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(Effect):
    """Send a text message about the case to the proven phone."""

    notice: Notice
    lang: Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAtQueue(Effect):
    """Look how long a customer has to wait for a person; the answer is `QueueSeen`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay(Effect):
    """Give an agent's message to the customer.

    Attributes:
        agent: who speaks; the customer sees the number.
        message_ref: the message in the topic.
        words: what to say.
        media: whether the message's media are copied, with the words as their caption.
        answers: the topic's message that it replies to, if any.
        edits: whether an earlier message is changed.
        lease: the speaker's lease; the message is dropped when it has moved on.
        lang: the customer's language.
    """

    agent: str
    message_ref: str
    words: Text = field(repr=False)
    media: bool = False
    answers: str | None = None
    edits: bool = False
    lease: int
    lang: Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAgents(Effect):
    """Open the customer's topic, or wake it, with the card that says why."""

    why: PersonReason


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTopic(Effect):
    """Let the topic's title and card say what is true now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellAgents(Effect):
    """Tell the agents something in the customer's topic.

    Attributes:
        what: the words, masked; customers' media come as copies of their messages.
        media_ref: the customer's message to copy, if any.
        media_id: its stored file, of which a picture or film is made anew instead of the copy:
            what Telegram has not recompressed still says where and with what it was taken.
        message_ref: the customer's message that this is about, for replies.
        answers: the message of the customer's chat that it replies to.
        quoted: a line of that message, told where it does not stand in the topic.
        urgent: whether the supervisors are called.
    """

    what: Text
    media_ref: str | None = None
    media_id: str | None = None
    message_ref: str | None = None
    answers: str | None = None
    quoted: Text | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReview(Effect):
    """Open the case's review topic, or the next round in it."""

    round_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepReview(Effect):
    """Let the review's card say what is true now; `what` is told beside it."""

    what: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Effect):
    """Write an entry into the audit chain.

    Attributes:
        action: a `dialogs.audit.AuditAction` value.
        detail: short facts without personal data.
    """

    action: str
    detail: tuple[tuple[str, str], ...] = ()
