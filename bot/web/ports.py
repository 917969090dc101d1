"""What the web server asks of the conversation behind it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.seal import Sealed
from dialogs.kinds import PasswordKind, PasswordRule
from dialogs.model import AgreementId
from dialogs.rules.passwords import PasswordContext


class Reception(StrEnum):
    """How the conversation took what a page sent."""

    TAKEN = "taken"
    OVER = "over"


class Sighting(StrEnum):
    """What a customer did with an agreement (Guide R42)."""

    OPENED = "opened"
    READ = "read"


@dataclass(frozen=True, slots=True)
class AgreementSighting:
    """An agreement was opened, or read to its end."""

    case_id: str
    agreement: AgreementId
    version: str
    sha256: str
    kind: Sighting
    at: datetime


class AgreementHandler(Protocol):
    """Takes note of agreements; may be told the same twice."""

    async def on_agreement(self, sighting: AgreementSighting) -> Reception:
        """Turn a sighting into an event; `OVER` when the case does not wait for it any more."""
        ...


@dataclass(frozen=True, slots=True)
class PasswordItem:
    """One password the page asks for.

    Attributes:
        kind: which one.
        rule: its form; `ISSUED` needs no entry.
        seat: the secondary seat's type, for that kind (Guide R25).
    """

    kind: PasswordKind
    rule: PasswordRule
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class PasswordTask:
    """What a customer's password page has to ask; the context never leaves the server."""

    items: tuple[PasswordItem, ...]
    context: PasswordContext


@dataclass(frozen=True, slots=True)
class PasswordSubmission:
    """All passwords of one case, sealed, at once; issued kinds have nothing to seal."""

    user_id: int
    case_id: str
    sealed: tuple[Sealed, ...]
    at: datetime


class PasswordHandler(Protocol):
    """Says what to ask and takes the sealed answers."""

    async def task(self, user_id: int, case_id: str) -> PasswordTask | None:
        """Return what the case asks of this user now, or None if it asks nothing of them."""
        ...

    async def on_passwords(self, submission: PasswordSubmission) -> Reception:
        """Turn the sealed passwords into an event."""
        ...


class NotMeState(StrEnum):
    """What a report from the phone's owner can do, or did."""

    OPEN = "open"
    """It can be frozen."""
    FROZEN = "frozen"
    LATE = "late"
    """It is concluded: staff can be told, nothing can be frozen."""
    TOLD = "told"
    """Staff were told of a concluded one."""
    DONE = "done"
    """It is concluded, and nobody is there to be told."""
    ENDED = "ended"
    """It ended without a result."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for in a case, as anybody who holds the phone may read it: no personal data.

    Attributes:
        state: what can still be done about it.
        started_at: when it began.
        submitted_at: when it was submitted, if it was.
    """

    state: NotMeState
    started_at: datetime
    submitted_at: datetime | None = None


class NotMeHandler(Protocol):
    """Takes the word of a reserved phone's owner that they did not ask for this."""

    async def asked(self, case_id: str) -> Asked | None:
        """Return what was asked for, changing nothing; None if there is no such case."""
        ...

    async def on_not_me(self, case_id: str, at: datetime) -> Asked | None:
        """Freeze the case, or tell staff if it is too late for that; may be told twice."""
        ...


class Readiness(Protocol):
    """Knows whether the bot can work."""

    async def failing(self) -> tuple[str, ...]:
        """Return the names of the parts that do not answer; empty means ready."""
        ...
