"""The embedded firm's tables, in memory."""

from dataclasses import replace
from datetime import date, datetime

from typing_extensions import override

from storage.api import FirmTables
from storage.memory.tables import Tables
from storage.numbering import application_number
from storage.rows import FirmChange, FirmCustomer, FirmPassword, Submission


class MemoryFirm(FirmTables):
    """The registry and the core systems."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @override
    async def upsert_customer(self, customer: FirmCustomer) -> None:
        self._tables.customers[customer.customer_ref] = customer

    @override
    async def find_customer(self, number: str) -> FirmCustomer | None:
        found = (row for row in self._tables.customers.values() if row.number == number)
        return next(found, None)

    @override
    async def customer(self, customer_ref: str) -> FirmCustomer | None:
        return self._tables.customers.get(customer_ref)

    @override
    async def customers(self) -> list[FirmCustomer]:
        return sorted(self._tables.customers.values(), key=lambda row: row.customer_ref)

    @override
    async def record_change(self, change: FirmChange) -> FirmChange:
        if known := self._tables.changes.get(change.request_id):
            return known
        self._tables.changes[change.request_id] = change
        if change.outcome == "in_effect":
            self._put_into_effect(change)
        return change

    def _put_into_effect(self, change: FirmChange) -> None:
        key = (change.customer_ref, change.kind)
        self._tables.firm_passwords[key] = FirmPassword(
            *key, change.sealed, change.at, change.request_id
        )

    @override
    async def change_of(self, request_id: str) -> FirmChange | None:
        return self._tables.changes.get(request_id)

    @override
    async def settle_change(
        self, request_id: str, at: datetime, outcome: str, reason: str | None = None
    ) -> bool:
        change = self._tables.changes.get(request_id)
        if change is None or change.outcome != "pending":
            return False
        settled = replace(change, at=at, outcome=outcome, reason=reason, until=None)
        self._tables.changes[request_id] = settled
        if outcome == "in_effect":
            self._put_into_effect(settled)
        return True

    @override
    async def password_of(self, customer_ref: str, kind: str) -> FirmPassword | None:
        return self._tables.firm_passwords.get((customer_ref, kind))

    @override
    async def submit(
        self, submission_id: str, case_id: str, at: datetime, day: date, payload: bytes
    ) -> Submission:
        if known := self._tables.submissions.get(submission_id):
            return known
        count = self._tables.days.get(day.isoformat(), 0) + 1
        self._tables.days[day.isoformat()] = count
        number = application_number(day, count)
        row = Submission(submission_id, number, case_id, at, "received", payload)
        self._tables.submissions[submission_id] = row
        return row

    @override
    async def submission(self, application_number: str) -> Submission | None:
        found = (
            row
            for row in self._tables.submissions.values()
            if row.application_number == application_number
        )
        return next(found, None)

    @override
    async def submission_under(self, submission_id: str) -> Submission | None:
        return self._tables.submissions.get(submission_id)

    @override
    async def set_submission_state(self, application_number: str, state: str) -> bool:
        row = await self.submission(application_number)
        if row is None:
            return False
        self._tables.submissions[row.submission_id] = replace(row, state=state)
        return True
