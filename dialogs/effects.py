"""What is to be done: every output of the machine, imperative, with its policy in doubt."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dialogs.events import TimerKind
from dialogs.kinds import Action, CodePurpose, DocumentKind, Lang, PasswordKind
from dialogs.model import AgreementId, CheckKind, SealedPassword
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
        picture: media to show with the text, if any.
        lang: the language.
    """

    text: Text
    rows: tuple[tuple[Button, ...], ...] = ()
    contact: ShareContact | None = None
    lease: int
    prompt_no: int | None = None
    edits: bool = False
    picture: str | None = None
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
        name: the customer's name, for a statement.
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
    name: str | None = field(default=None, repr=False)
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
class TellAgents(Effect):
    """Tell the people's side something about the case; without personal data."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Effect):
    """Write an entry into the audit chain.

    Attributes:
        action: a `dialogs.audit.AuditAction` value.
        detail: short facts without personal data.
    """

    action: str
    detail: tuple[tuple[str, str], ...] = ()
