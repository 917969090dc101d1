"""What the conversation needs from the firm, in four narrow ports.

Every call may be repeated: the two that change something carry a request id and answer the
second time what they answered the first time.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.seal import Sealed, SealingPublicKey
from dialogs.kinds import DocumentKind, Lang, PasswordKind
from dialogs.model import CustomerRecord, RefusalReason


class Match(StrEnum):
    """What the registry says of an identity claim, for the bot's ears only (R13, D8)."""

    UNKNOWN = "unknown"
    OTHER_PHONE = "other_phone"
    RESERVED_PHONE = "reserved_phone"


class CustomerRegistry(Protocol):
    """Who the firm's customers are."""

    async def find(self, name: str, kind: DocumentKind, number: str, phone: str) -> Match:
        """Compare a claim with the records, before the code: nothing else is told (D8)."""
        ...

    async def record(self, number: str) -> CustomerRecord | None:
        """Return a customer's record, after the code was entered (Guide R2, R16)."""
        ...


@dataclass(frozen=True, slots=True)
class CaseSubmission:
    """A finished case on its way to review (Guide R45).

    Attributes:
        request_id: the same for every repetition of this submission.
        case_id: the bot's own case.
        customer_ref: the registry's reference of the customer.
        lang: the customer's language.
        kinds: the passwords to be reset.
        flags: what a reviewer should look at (D12), as reasons' values.
        agreements_sha256: digest of the signed agreements, if signed as a PDF.
        submitted_at: when the customer pressed submit.
    """

    request_id: str
    case_id: str
    customer_ref: str
    lang: Lang
    kinds: tuple[PasswordKind, ...]
    submitted_at: datetime
    flags: tuple[str, ...] = ()
    agreements_sha256: str | None = None


class CaseDesk(Protocol):
    """Where finished cases are handed in."""

    async def submit(self, case: CaseSubmission) -> str:
        """Hand in a case and return its application number; the same for the same request."""
        ...

    async def application_of(self, request_id: str) -> str | None:
        """Say what became of a submission, or None if it never arrived."""
        ...


@dataclass(frozen=True, slots=True)
class PasswordOrder:
    """One password to be put into effect.

    Attributes:
        request_id: the idempotency key of this password of this case.
        case_id: the case the seal was made for.
        application_number: what `CaseDesk.submit` returned.
        customer_ref: the registry's reference of the customer.
        kind: which password.
        sealed: the new password; None where the back office issues one (D5).
        ordered_at: when the approval was given.
    """

    request_id: str
    case_id: str
    application_number: str
    customer_ref: str
    kind: PasswordKind
    sealed: Sealed | None
    ordered_at: datetime


@dataclass(frozen=True, slots=True)
class InEffect:
    """The new password works from `since` on."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """A system refused the password, and which one it was."""

    system: str
    reason: RefusalReason


@dataclass(frozen=True, slots=True)
class Pending:
    """Accepted, in effect from `until` on if nothing happens."""

    until: datetime


PasswordOutcome = InEffect | Refused | Pending
"""The result of one password (D9); there is no result for a part of several."""


class CoreSystems(Protocol):
    """The trading, fund and monitoring systems that hold the passwords."""

    async def apply(self, order: PasswordOrder) -> PasswordOutcome:
        """Put one password into effect; a repeated request id changes nothing again."""
        ...

    async def outcome_of(self, request_id: str) -> PasswordOutcome | None:
        """Say what became of an order, or None if it never arrived: ask first, then repeat."""
        ...


class SealingKey(Protocol):
    """The public half of the back office's key."""

    async def current(self) -> SealingPublicKey:
        """Return the key to seal to now."""
        ...
