"""The rows as the rest of the program sees them: plain, immutable, decrypted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from dialogs.effects import InDoubt

Json: TypeAlias = str | int | float | bool | list["Json"] | dict[str, "Json"] | None


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of one worker to work on a row until a time; after it, anyone may take over."""

    worker: str
    until: datetime


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One update as Telegram sent it; the payload is erased when it is done.

    Attributes:
        update_id: Telegram's number, the key against processing it twice.
        chat_id: the chat it belongs to (0 for none): updates of one chat keep their order.
        payload: the JSON as received, encrypted at rest.
        received_at: when it was stored.
        attempts: how often it was claimed; a high number is a poisonous update.
    """

    update_id: int
    chat_id: int
    payload: bytes
    received_at: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case: its encoded state and the few columns that queries need.

    Attributes:
        case_id: the case.
        chat_id: the customer's private chat; at most one case of it is open at a time.
        user_id: the customer's Telegram account.
        revision: as loaded; 0 for a case that is not stored yet.
        step: where it stands, for queries.
        state: the encoded `Case`, encrypted at rest.
        created_at: when it began.
        updated_at: when it last changed.
        closed_at: when it ended, None while it is open.
        application_number: set on submission (Guide R45), unique.
        lease: the number of the speaker's lease; grows with every take-over.
    """

    case_id: str
    chat_id: int
    user_id: int
    revision: int
    step: str
    state: bytes
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None
    application_number: str | None = None
    lease: int = 0


@dataclass(frozen=True, slots=True)
class JournalRow:
    """An event that happened to a case, encoded; replaying them in order gives the case."""

    event_id: str
    case_id: str
    at: datetime
    kind: str
    payload: bytes


class OutboxState(StrEnum):
    """How far an effect is."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An effect to perform.

    Attributes:
        effect_id: the key against doing it twice.
        case_id: the case it belongs to, if any.
        chat_id: the chat it goes to, if any.
        lane: effects of one lane are performed one at a time, in order: `chat:123`, `sms`.
        kind: the effect's type, for queries and metrics.
        payload: the encoded effect, encrypted at rest.
        in_doubt: what to do when the process died while performing it.
        created_at: when it was decided.
        lease: the speaker's lease it was decided under.
        slot: the place in the chat that it fills (`prompt`, `progress`, ...), if any.
        seq: its place in the order; given by the store, 0 before.
        state: how far it is.
        attempts: how often it was claimed.
        not_before: not to be tried earlier; the whole lane waits with it.
        result: what came back (`{"message_id": 17}`), without personal data.
        error: the last failure, without personal data.
        worker: who performs it, while it is being sent.
    """

    effect_id: str
    case_id: str | None
    chat_id: int | None
    lane: str
    kind: str
    payload: bytes
    in_doubt: InDoubt
    created_at: datetime
    lease: int = 0
    slot: str | None = None
    seq: int = 0
    state: OutboxState = OutboxState.QUEUED
    attempts: int = 0
    not_before: datetime | None = None
    result: Mapping[str, Json] | None = None
    error: str | None = None
    worker: str | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry of a case's audit chain; `hash` covers everything else in it.

    Attributes:
        seq: place among all entries of the store.
        case_id: the chain.
        number: place in the chain, from 1 without gaps.
        at: when.
        actor: who: `customer`, `bot`, `agent:…`, `reviewer:…`, `system`.
        action: what, from a closed vocabulary.
        detail: how, without personal data in clear.
        previous: the hash of the entry before, 64 zeros for the first.
        hash: SHA-256 in hexadecimal.
    """

    seq: int
    case_id: str
    number: int
    at: datetime
    actor: str
    action: str
    detail: Mapping[str, Json]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """Whether a chain is whole, and if not, the number of its first broken entry."""

    case_id: str
    length: int
    first_broken: int | None = None

    @property
    def whole(self) -> bool:
        """Whether every entry is as it was written and none is missing between two."""
        return self.first_broken is None


class JobState(StrEnum):
    """How far a check is."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobRow:
    """A check to run; this row is the truth, a broker's message only the bell.

    Attributes:
        job_id: the job.
        case_id: its case.
        kind: which check.
        payload: the encoded request, encrypted at rest.
        created_at: when it was asked for.
        state: how far it is.
        attempts: how often it was claimed.
        worker: who runs it.
        leased_until: until when the worker has promised a sign of life.
        result: the encoded outcome, encrypted at rest.
        error: the last failure, without personal data.
    """

    job_id: str
    case_id: str
    kind: str
    payload: bytes
    created_at: datetime
    state: JobState = JobState.QUEUED
    attempts: int = 0
    worker: str | None = None
    leased_until: datetime | None = None
    result: bytes | None = None
    error: str | None = None


class TimerState(StrEnum):
    """Whether a timer will still ring."""

    ARMED = "armed"
    FIRED = "fired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class TimerRow:
    """A timer; a case has at most one of a kind, and arming again replaces it."""

    timer_id: str
    case_id: str
    kind: str
    due_at: datetime
    state: TimerState = TimerState.ARMED


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A one-time code as a keyed digest; the code itself is nowhere (D7).

    Attributes:
        code_id: one sending; sending it anew under the same id replaces the digest.
        case_id: the case it is bound to.
        purpose: the purpose it is bound to.
        digest: keyed digest of the code, in hexadecimal.
        created_at: when it was made.
        expires_at: when it stops being good.
        delivered_at: when the SMS gateway accepted it, None before.
    """

    code_id: str
    case_id: str
    purpose: str
    digest: str
    created_at: datetime
    expires_at: datetime
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MediaRow:
    """What is known of a blob without opening it.

    Attributes:
        media_id: the blob's name.
        case_id: its case.
        kind: the artefact (`card`, `selfie`, `statement`, `template`, ...): retention's key (D14).
        content_key: keyed hash of the bytes' SHA-256, to recognise a file sent twice.
        file_key: keyed hash of Telegram's `file_unique_id`, if it came by Telegram.
        size_bytes: before encryption.
        mime: media type.
        stored_at: when it came.
        delete_after: when it is to go, None while that is not decided.
        deleted_at: when it went.
    """

    media_id: str
    case_id: str
    kind: str
    content_key: bytes
    file_key: bytes | None
    size_bytes: int
    mime: str
    stored_at: datetime
    delete_after: datetime | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PrintRow:
    """A part of a picture's print, as a keyed hash: it finds the same picture, and tells nothing.

    Attributes:
        media_id: the picture or film.
        frame: which of its prints.
        band: which part of that print.
        case_id: its case.
        band_key: keyed hash of the part and its place.
        stored_at: when it came: the earlier of two is the original.
    """

    media_id: str
    frame: int
    band: int
    case_id: str
    band_key: bytes
    stored_at: datetime


class AgreementAct(StrEnum):
    """What a customer did with an agreement (Guide R42, R44)."""

    OPENED = "opened"
    READ = "read"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement of a case in the very version that was shown."""

    case_id: str
    agreement: str
    version: str
    sha256: str
    opened_at: datetime | None = None
    read_at: datetime | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BindingRow:
    """A chat whose owner has proved to be a customer; the customer only as a keyed hash."""

    chat_id: int
    user_id: int
    customer_key: bytes
    bound_at: datetime


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A new password, sealed for the back office; nothing here can open it.

    Attributes:
        case_id: the case.
        kind: which of the ten passwords.
        ciphertext: sealed to the back office's public key; empty once destroyed.
        key_id: which public key.
        sealed_at: when it was typed.
        destroyed_at: when the ciphertext was overwritten.
        reason: why it was destroyed.
    """

    case_id: str
    kind: str
    ciphertext: bytes
    key_id: str
    sealed_at: datetime
    destroyed_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class FirmAccount:
    """A password kind of a customer in the embedded registry, with the account it belongs to."""

    kind: str
    held: bool = True
    account_number: str | None = None


@dataclass(frozen=True, slots=True)
class FirmCustomer:
    """A customer of the embedded registry (all of them invented).

    Attributes:
        customer_ref: the firm's own opaque reference.
        number: document number; the row is found by its keyed hash.
        name: full name.
        document_kind: which document.
        phone: reserved phone (Guide R9).
        valid_to: last day of the document, None for 长期.
        in_progress: the business in progress, in the firm's words, if any (Guide R2).
        in_order: the account is in order (Guide R2).
        has_certificate: a digital certificate was issued before (Guide R43).
        seat: type of the secondary seat (Guide R25), if any.
        accounts: the password kinds.
        extra: what else the firm keeps.
    """

    customer_ref: str
    number: str
    name: str
    document_kind: str
    phone: str
    valid_to: date | None
    in_progress: str | None = None
    in_order: bool = True
    has_certificate: bool = True
    seat: str | None = None
    accounts: tuple[FirmAccount, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FirmChange:
    """One password change asked of a core system, under its idempotency key.

    Attributes:
        request_id: the idempotency key.
        customer_ref: the customer.
        kind: which password.
        sealed: the sealed new password; empty for an issued one.
        at: when it was recorded, or last settled.
        outcome: `in_effect`, `refused`, `pending` (D9).
        application_number: the application that it belongs to.
        system: which core system answered.
        reason: why it was refused.
        until: until when it is pending.
    """

    request_id: str
    customer_ref: str
    kind: str
    sealed: bytes
    at: datetime
    outcome: str
    application_number: str | None = None
    system: str = ""
    reason: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class FirmPassword:
    """The password now in effect, as the embedded core system keeps it: sealed."""

    customer_ref: str
    kind: str
    sealed: bytes
    changed_at: datetime
    request_id: str


@dataclass(frozen=True, slots=True)
class Submission:
    """An application at the firm (Guide R45).

    Attributes:
        submission_id: the idempotency key (one per submission of a case).
        application_number: given by the store: RS, the day, six digits.
        case_id: the case.
        at: when.
        state: as the firm has it.
        payload: what was submitted, encrypted at rest.
    """

    submission_id: str
    application_number: str
    case_id: str
    at: datetime
    state: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A support agent or reviewer; whoever's right was taken back stays, without it.

    Attributes:
        user_id: the person's Telegram account.
        number: the number that customers are told, unique and never given twice.
        name: encrypted at rest.
        lang: `zh` or `en`.
        roles: what the person may do; names without commas.
        on_duty: whether the person takes customers now.
        granted_by: who gave the right.
        granted_at: when.
        revoked_at: when it was taken back, None while it holds.
    """

    user_id: int
    number: str
    name: str
    lang: str
    roles: frozenset[str]
    on_duty: bool
    granted_by: str
    granted_at: datetime
    revoked_at: datetime | None = None

    def __post_init__(self) -> None:
        if any("," in role or not role for role in self.roles):
            raise ValueError("a role's name is empty or has a comma")


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A forum topic bound to a customer's chat or to a case's review.

    Attributes:
        key: `support:<chat_id>` or `review:<case_id>`.
        purpose: `support` or `review`.
        group_id: the forum.
        thread_id: the topic in it; a topic is bound to one key only.
        chat_id: the customer's chat.
        case_id: the case it is about.
        title: as the group sees it, encrypted at rest.
        opened_at: when it was made.
        card_id: the message that shows how things stand, None before there is one.
        shown: a digest of what that card shows now.
    """

    key: str
    purpose: str
    group_id: int
    thread_id: int
    chat_id: int
    case_id: str
    title: str
    opened_at: datetime
    card_id: int | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class RelayRow:
    """Which message of a customer's chat is which in the topic."""

    chat_id: int
    message_id: int
    group_id: int
    topic_message_id: int
    at: datetime
    from_customer: bool


@dataclass(frozen=True, slots=True)
class DeskRow:
    """What queries of the people's side need of a case, mirrored; the case itself is the truth.

    Attributes:
        case_id: the case.
        chat_id: the customer's chat.
        wanted_at: since when a person is wanted, None if none is.
        why: the reason, a word of a closed vocabulary.
        callback: the customer does not wait in the chat but is to be called.
        holder: the agent who has the talk, if one has.
        reviewer: who reviews it, if somebody does.
        submitted_at: when it came to review, None while it is not there.
        review_due: until when it is to be decided.
        customer_key: keyed hash of the proven customer, None before.
    """

    case_id: str
    chat_id: int
    wanted_at: datetime | None = None
    why: str = ""
    callback: bool = False
    holder: str | None = None
    reviewer: str | None = None
    submitted_at: datetime | None = None
    review_due: datetime | None = None
    customer_key: bytes | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits, for health and metrics."""

    inbox: int
    outbox: int
    jobs: int
    oldest_inbox_at: datetime | None = None
    oldest_outbox_at: datetime | None = None
    oldest_job_at: datetime | None = None
