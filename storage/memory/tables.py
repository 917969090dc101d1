"""What the twin keeps: a dictionary per table, copied for each transaction."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Self

from storage.rows import (
    AgreementRow,
    AuditRow,
    BindingRow,
    CaseRow,
    CodeRow,
    DeskRow,
    FirmChange,
    FirmCustomer,
    FirmPassword,
    InboxRow,
    JobRow,
    JournalRow,
    Lease,
    MediaRow,
    OutboxRow,
    PrintRow,
    RelayRow,
    SealedRow,
    StaffRow,
    Submission,
    TimerRow,
    TopicRow,
)


@dataclass(frozen=True, slots=True)
class Received:
    """An update with what the interface does not show."""

    row: InboxRow
    lease: Lease | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Queued:
    """An effect with what the interface does not show."""

    row: OutboxRow
    leased_until: datetime | None = None


@dataclass(slots=True)
class Tables:
    """Rows by key; rows are immutable, so copying the dictionaries copies the state."""

    inbox: dict[int, Received] = field(default_factory=dict)
    cases: dict[str, CaseRow] = field(default_factory=dict)
    journal: dict[str, JournalRow] = field(default_factory=dict)
    outbox: dict[str, Queued] = field(default_factory=dict)
    audit: dict[int, AuditRow] = field(default_factory=dict)
    jobs: dict[str, JobRow] = field(default_factory=dict)
    timers: dict[tuple[str, str], TimerRow] = field(default_factory=dict)
    codes: dict[str, CodeRow] = field(default_factory=dict)
    media: dict[str, MediaRow] = field(default_factory=dict)
    prints: dict[tuple[str, int, int], PrintRow] = field(default_factory=dict)
    agreements: dict[tuple[str, str, str], AgreementRow] = field(default_factory=dict)
    bindings: dict[int, BindingRow] = field(default_factory=dict)
    passwords: dict[tuple[str, str], SealedRow] = field(default_factory=dict)
    staff: dict[int, StaffRow] = field(default_factory=dict)
    topics: dict[str, TopicRow] = field(default_factory=dict)
    relays: dict[tuple[int, int, int, int], RelayRow] = field(default_factory=dict)
    desk: dict[str, DeskRow] = field(default_factory=dict)
    customers: dict[str, FirmCustomer] = field(default_factory=dict)
    changes: dict[str, FirmChange] = field(default_factory=dict)
    firm_passwords: dict[tuple[str, str], FirmPassword] = field(default_factory=dict)
    submissions: dict[str, Submission] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)

    def copy(self) -> Self:
        """Return a state of its own with the same rows."""
        return type(self)(**{each.name: getattr(self, each.name).copy() for each in fields(self)})
