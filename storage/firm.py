"""The embedded firm's tables in SQL: registry, core systems, application numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from typing_extensions import override

from storage import api
from storage.codec import Codec
from storage.link import Repository, insert_new, insert_of, insert_or_replace
from storage.numbering import application_number as numbered
from storage.prepared import Found, Parameters, Statement, touch, touch_many
from storage.rows import FirmAccount, FirmChange, FirmCustomer, FirmPassword, Submission
from storage.tables import (
    firm_accounts,
    firm_customers,
    firm_days,
    firm_passwords,
    firm_requests,
    firm_submissions,
)

_codec = Codec()
_ALL = select(firm_customers.c.customer_ref, firm_customers.c.profile).order_by(
    firm_customers.c.customer_ref
)
_BY_NUMBER = _ALL.where(firm_customers.c.number_key == bindparam("number"))
_BY_REF = _ALL.where(firm_customers.c.customer_ref == bindparam("ref"))
_ACCOUNTS = (
    select(firm_accounts.c.kind, firm_accounts.c.held, firm_accounts.c.account_number)
    .where(firm_accounts.c.customer_ref == bindparam("ref"))
    .order_by(firm_accounts.c.place)
)
_DROP_ACCOUNTS = delete(firm_accounts).where(firm_accounts.c.customer_ref == bindparam("ref"))
_ADD_ACCOUNTS = insert(firm_accounts)
_CHANGE = select(
    firm_requests.c.request_id,
    firm_requests.c.customer_ref,
    firm_requests.c.kind,
    firm_requests.c.sealed,
    firm_requests.c.at,
    firm_requests.c.outcome,
    firm_requests.c.application_number,
    firm_requests.c.system,
    firm_requests.c.reason,
    firm_requests.c.until,
).where(firm_requests.c.request_id == bindparam("id"))
_SETTLE = (
    update(firm_requests)
    .where(firm_requests.c.request_id == bindparam("id"), firm_requests.c.outcome == "pending")
    .values(at=bindparam("when"), outcome=bindparam("result"), reason=bindparam("why"), until=None)
)
_PASSWORD = select(
    firm_passwords.c.customer_ref,
    firm_passwords.c.kind,
    firm_passwords.c.sealed,
    firm_passwords.c.changed_at,
    firm_passwords.c.request_id,
).where(
    firm_passwords.c.customer_ref == bindparam("ref"),
    firm_passwords.c.kind == bindparam("which"),
)
_SUBMISSION = select(
    firm_submissions.c.submission_id,
    firm_submissions.c.application_number,
    firm_submissions.c.case_id,
    firm_submissions.c.at,
    firm_submissions.c.state,
    firm_submissions.c.payload,
)
_BY_APPLICATION = _SUBMISSION.where(firm_submissions.c.application_number == bindparam("number"))
_BY_KEY = _SUBMISSION.where(firm_submissions.c.submission_id == bindparam("id"))
_ADD_SUBMISSION = insert(firm_submissions)
_SET_STATE = (
    update(firm_submissions)
    .where(firm_submissions.c.application_number == bindparam("number"))
    .values(state=bindparam("stands"))
)


def profile_place(customer_ref: str) -> str:
    """Return the place that a customer's profile is sealed for."""
    return f"firm_customers/profile/{customer_ref}"


def account_place(customer_ref: str, kind: str) -> str:
    """Return the place that an account number is sealed for."""
    return f"firm_accounts/account_number/{customer_ref}/{kind}"


def submission_place(submission_id: str) -> str:
    """Return the place that a submission is sealed for."""
    return f"firm_submissions/payload/{submission_id}"


@cache
def _count_day(dialect: str) -> Statement:
    fresh = insert_of(firm_days, dialect)
    return fresh.on_conflict_do_update(
        index_elements=[firm_days.c.day], set_={"last": firm_days.c.last + 1}
    ).returning(firm_days.c.last)


class SqlFirm(Repository, api.FirmTables):
    """The tables whose names begin with `firm_`."""

    @override
    async def upsert_customer(self, customer: FirmCustomer) -> None:
        values = {
            "customer_ref": customer.customer_ref,
            "number_key": self._number_key(customer.number),
            "profile": self._keys.seal(
                _codec.encode(replace(customer, accounts=())), profile_place(customer.customer_ref)
            ),
        }
        accounts = self._account_values(customer)
        statement = insert_or_replace(firm_customers, self._link.dialect)

        def write(on: Connection) -> None:
            touch(on, statement, values)
            touch(on, _DROP_ACCOUNTS, {"ref": customer.customer_ref})
            if accounts:
                touch_many(on, _ADD_ACCOUNTS, accounts)

        await self._link.run(write)

    def _number_key(self, number: str) -> bytes:
        return self._keys.keyed_hash("firm_customers/number", number)

    def _account_values(self, customer: FirmCustomer) -> list[dict[str, object]]:
        return [
            {
                "customer_ref": customer.customer_ref,
                "kind": account.kind,
                "place": place,
                "held": account.held,
                "account_number": self._sealed_number(customer.customer_ref, account),
            }
            for place, account in enumerate(customer.accounts)
        ]

    def _sealed_number(self, customer_ref: str, account: FirmAccount) -> bytes | None:
        if account.account_number is None:
            return None
        clear = account.account_number.encode()
        return self._keys.seal(clear, account_place(customer_ref, account.kind))

    @override
    async def find_customer(self, number: str) -> FirmCustomer | None:
        return await self._one(_BY_NUMBER, {"number": self._number_key(number)})

    @override
    async def customer(self, customer_ref: str) -> FirmCustomer | None:
        return await self._one(_BY_REF, {"ref": customer_ref})

    async def _one(self, query: Statement, values: Parameters) -> FirmCustomer | None:
        found = await self._first(query, values)
        return await self._customer(found) if found else None

    @override
    async def customers(self) -> list[FirmCustomer]:
        return [await self._customer(found) for found in await self._rows(_ALL, {})]

    async def _customer(self, found: Found) -> FirmCustomer:
        ref, sealed = found
        profile = _codec.decode(self._keys.open(sealed, profile_place(ref)), FirmCustomer)
        rows = await self._rows(_ACCOUNTS, {"ref": ref})
        return replace(profile, accounts=self._accounts(ref, rows))

    def _accounts(self, ref: str, rows: Sequence[Found]) -> tuple[FirmAccount, ...]:
        def clear(kind: str, sealed: bytes | None) -> str | None:
            if sealed is None:
                return None
            return self._keys.open(sealed, account_place(ref, kind)).decode()

        return tuple(FirmAccount(kind, held, clear(kind, sealed)) for kind, held, sealed in rows)

    @override
    async def record_change(self, change: FirmChange) -> FirmChange:
        values = {column.name: getattr(change, column.name) for column in firm_requests.c}
        if await self._count(insert_new(firm_requests, self._link.dialect), values) == 1:
            await self._put_into_effect(change)
            return change
        recorded = await self.change_of(change.request_id)
        return recorded or change

    async def _put_into_effect(self, change: FirmChange) -> None:
        if change.outcome != "in_effect":
            return
        values = {
            "customer_ref": change.customer_ref,
            "kind": change.kind,
            "sealed": change.sealed,
            "changed_at": change.at,
            "request_id": change.request_id,
        }
        await self._count(insert_or_replace(firm_passwords, self._link.dialect), values)

    @override
    async def change_of(self, request_id: str) -> FirmChange | None:
        found = await self._first(_CHANGE, {"id": request_id})
        return FirmChange(*found) if found else None

    @override
    async def settle_change(
        self, request_id: str, at: datetime, outcome: str, reason: str | None = None
    ) -> bool:
        values = {"id": request_id, "when": at, "result": outcome, "why": reason}
        if await self._count(_SETTLE, values) != 1:
            return False
        if settled := await self.change_of(request_id):
            await self._put_into_effect(settled)
        return True

    @override
    async def password_of(self, customer_ref: str, kind: str) -> FirmPassword | None:
        found = await self._first(_PASSWORD, {"ref": customer_ref, "which": kind})
        return FirmPassword(*found) if found else None

    @override
    async def submit(
        self, submission_id: str, case_id: str, at: datetime, day: date, payload: bytes
    ) -> Submission:
        if known := await self.submission_under(submission_id):
            return known
        number = numbered(day, await self._next_of(day))
        values = {
            "submission_id": submission_id,
            "application_number": number,
            "case_id": case_id,
            "at": at,
            "state": "received",
            "payload": self._keys.seal(payload, submission_place(submission_id)),
        }
        await self._count(_ADD_SUBMISSION, values)
        return Submission(submission_id, number, case_id, at, "received", payload)

    async def _next_of(self, day: date) -> int:
        """Count one more application of the day; the row's lock orders the counters."""
        count = _count_day(self._link.dialect)
        last: int = await self._scalar(count, {"day": day.isoformat(), "last": 1})
        return last

    @override
    async def submission(self, application_number: str) -> Submission | None:
        return self._submission(await self._first(_BY_APPLICATION, {"number": application_number}))

    @override
    async def submission_under(self, submission_id: str) -> Submission | None:
        return self._submission(await self._first(_BY_KEY, {"id": submission_id}))

    def _submission(self, found: Found | None) -> Submission | None:
        if found is None:
            return None
        submission_id, number, case_id, at, state, sealed = found
        clear = self._keys.open(sealed, submission_place(submission_id))
        return Submission(submission_id, number, case_id, at, state, clear)

    @override
    async def set_submission_state(self, application_number: str, state: str) -> bool:
        values = {"number": application_number, "stands": state}
        return await self._count(_SET_STATE, values) == 1
