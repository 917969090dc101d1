"""Encrypting anew, with the newest key, what an older key of the ring encrypted.

It walks each sealed column in the order of its key, a batch a transaction, and changes a value
only if it still is what was read: turns go on meanwhile, and what they write is new already.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, bindparam, select, tuple_, update

from storage import cases, firm, inbox, jobs, journal, outbox, staff, tables, topics
from storage.crypto import KeyRing
from storage.prepared import Found, Statement, fetch, touch

BATCH = 200

Run = Callable[[Callable[[Connection], "Step"]], Awaitable["Step"]]


@dataclass(frozen=True, eq=False)
class SealedColumn:
    """A column of sealed values, the columns that name its row, and the place they give."""

    column: Column[bytes]
    key: tuple[Column[Any], ...]
    place: Callable[..., str]


@dataclass(frozen=True, slots=True)
class Step:
    """One batch: how many were encrypted anew, and where it ended (None at the end)."""

    changed: int
    last: Found | None


SEALED = (
    SealedColumn(tables.inbox.c.payload, (tables.inbox.c.update_id,), inbox.place),
    SealedColumn(tables.cases.c.state, (tables.cases.c.case_id,), cases.place),
    SealedColumn(tables.journal.c.payload, (tables.journal.c.event_id,), journal.place),
    SealedColumn(tables.outbox.c.payload, (tables.outbox.c.effect_id,), outbox.place),
    SealedColumn(tables.jobs.c.payload, (tables.jobs.c.job_id,), jobs.payload_place),
    SealedColumn(tables.jobs.c.result, (tables.jobs.c.job_id,), jobs.result_place),
    SealedColumn(tables.staff.c.name, (tables.staff.c.user_id,), staff.place),
    SealedColumn(tables.topics.c.title, (tables.topics.c.key,), topics.place),
    SealedColumn(
        tables.firm_customers.c.profile,
        (tables.firm_customers.c.customer_ref,),
        firm.profile_place,
    ),
    SealedColumn(
        tables.firm_accounts.c.account_number,
        (tables.firm_accounts.c.customer_ref, tables.firm_accounts.c.kind),
        firm.account_place,
    ),
    SealedColumn(
        tables.firm_submissions.c.payload,
        (tables.firm_submissions.c.submission_id,),
        firm.submission_place,
    ),
)
"""Every sealed column there is; a test compares it with the tables' comments."""


async def reseal(run: Run, keys: KeyRing) -> int:
    """Encrypt all columns anew; `run` does one batch in a transaction of its own."""
    return sum([await _reseal_column(run, keys, sealed) for sealed in SEALED])


async def _reseal_column(run: Run, keys: KeyRing, sealed: SealedColumn) -> int:
    changed, last = 0, None
    while True:
        after = last
        step = await run(lambda on: _batch(on, keys, sealed, after))  # noqa: B023 - run at once
        changed, last = changed + step.changed, step.last
        if last is None:
            return changed


def _batch(on: Connection, keys: KeyRing, sealed: SealedColumn, after: Found | None) -> Step:
    given = {f"after_{number}": value for number, value in enumerate(after or ())}
    rows = fetch(on, _page(sealed, first=after is None), given)
    changed = sum(touch(on, _change(sealed), values) for values in _old(rows, keys, sealed))
    return Step(changed, rows[-1][:-1] if len(rows) == BATCH else None)


@cache
def _page(sealed: SealedColumn, *, first: bool) -> Statement:
    query = select(*sealed.key, sealed.column).where(sealed.column.is_not(None))
    if not first:
        start = [bindparam(f"after_{n}", type_=each.type) for n, each in enumerate(sealed.key)]
        query = query.where(tuple_(*sealed.key) > tuple_(*start))
    return query.order_by(*sealed.key).limit(BATCH)


@cache
def _change(sealed: SealedColumn) -> Statement:
    this_row = [each == bindparam(f"key_{n}") for n, each in enumerate(sealed.key)]
    return (
        update(sealed.column.table)
        .where(sealed.column == bindparam("read"), *this_row)
        .values({sealed.column.name: bindparam("anew")})
    )


def _old(rows: list[Found], keys: KeyRing, sealed: SealedColumn) -> Iterator[dict[str, object]]:
    """Give the parameters of each change."""
    for *key, value in rows:
        if keys.key_of(value) != keys.newest:
            place = sealed.place(*key)
            anew = keys.seal(keys.open(value, place), place)
            named = {f"key_{number}": part for number, part in enumerate(key)}
            yield {**named, "read": value, "anew": anew}
