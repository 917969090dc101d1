"""The audit chain's arithmetic: each entry's hash covers its content and the hash before it."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from storage.codec import dump
from storage.rows import AuditRow, ChainReport, Json

FIRST = "0" * 64
"""What stands before the first entry."""


def link(  # noqa: PLR0913, PLR0917 - all that an entry is made of
    case_id: str,
    number: int,
    at: datetime,
    actor: str,
    action: str,
    detail: Mapping[str, Json],
    previous: str,
) -> str:
    """Return the hash of an entry: SHA-256 over the hash before it and canonical JSON."""
    content: dict[str, Json] = {
        "case": case_id,
        "number": number,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "action": action,
        "detail": dict(detail),
    }
    return hashlib.sha256(previous.encode() + dump(content)).hexdigest()


def verify(case_id: str, entries: Iterable[AuditRow]) -> ChainReport:
    """Recompute a chain given in order, and name its first entry that does not fit."""
    previous, length = FIRST, 0
    for expected, entry in enumerate(entries, start=1):
        length = expected
        if entry.number != expected or entry.previous != previous or entry.hash != _hash(entry):
            return ChainReport(case_id, length, first_broken=expected)
        previous = entry.hash
    return ChainReport(case_id, length)


def _hash(entry: AuditRow) -> str:
    return link(
        entry.case_id,
        entry.number,
        entry.at,
        entry.actor,
        entry.action,
        entry.detail,
        entry.previous,
    )
