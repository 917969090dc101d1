"""A customer's other applications: told to the customer who made them and to nobody else.

A family may share a chat, so before anybody is proven its cases count only if they all are
one and the same customer's; afterwards the proven customer's own cases do, from any chat.
"""

from collections.abc import Sequence

from bot.engine import Means
from dialogs.model import Case, Earlier
from storage.api import CaseRow, UnitOfWork

OF_CHAT = 5
"""How many of a chat's earlier applications a new case knows before its customer is proven."""
OF_CUSTOMER = 20
"""How many of a proven customer's it knows."""


async def of_chat(uow: UnitOfWork, means: Means, chat_id: int) -> tuple[Earlier, ...]:
    """Return the chat's newest applications, none if they are more than one customer's."""
    rows = await uow.cases.of_chat(chat_id)
    owners = set[bytes]()
    for row in rows:
        known = await uow.desk.get(row.case_id)
        owner = known.customer_key if known is not None else None
        if owner is not None:
            owners.add(owner)
        elif row.application_number is not None:
            return ()
    return _told(means, rows, OF_CHAT) if len(owners) == 1 else ()


async def of_customer(
    uow: UnitOfWork, means: Means, customer_ref: str, but: str
) -> tuple[Earlier, ...]:
    """Return a proven customer's newest applications from any chat, but not this case's."""
    key = means.keys.keyed_hash("customer", customer_ref)
    ids = [row.case_id for row in await uow.desk.of_customer(key) if row.case_id != but]
    return _told(means, await uow.cases.by_ids(ids), OF_CUSTOMER)


def _told(means: Means, rows: Sequence[CaseRow], limit: int) -> tuple[Earlier, ...]:
    """Return what the status tells of these cases, the oldest first."""
    told = [
        Earlier(
            case_id=row.case_id,
            application_number=row.application_number,
            phase=(case := means.codec.decode(row.state, Case)).phase,
            at=case.submission.submitted_at or row.updated_at,
        )
        for row in rows
        if row.application_number is not None
    ]
    return tuple(sorted(told, key=lambda one: one.at)[-limit:])
