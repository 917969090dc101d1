"""Support agents and reviewers in SQL."""

from sqlalchemy import bindparam, select, update
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_or_replace
from storage.numbering import next_staff_number, staff_order
from storage.prepared import Found, Parameters, Statement
from storage.rows import StaffRow
from storage.tables import staff

_ALL = select(
    staff.c.user_id,
    staff.c.number,
    staff.c.name,
    staff.c.lang,
    staff.c.roles,
    staff.c.on_duty,
    staff.c.granted_by,
    staff.c.granted_at,
    staff.c.revoked_at,
)
_OF_USER = _ALL.where(staff.c.user_id == bindparam("user"))
_OF_NUMBER = _ALL.where(staff.c.number == bindparam("which"))
_NUMBERS = select(staff.c.number)
_THIS = update(staff).where(staff.c.user_id == bindparam("user"))
_ON_DUTY = _THIS.values(on_duty=bindparam("now"))


def place(user_id: int) -> str:
    """Return the place that a name is sealed for."""
    return f"staff/name/{user_id}"


class SqlStaff(Repository, api.Staff):
    """The staff table."""

    @override
    async def of_user(self, user_id: int) -> StaffRow | None:
        return await self._one(_OF_USER, {"user": user_id})

    @override
    async def of_number(self, number: str) -> StaffRow | None:
        return await self._one(_OF_NUMBER, {"which": number})

    async def _one(self, query: Statement, values: Parameters) -> StaffRow | None:
        found = await self._first(query, values)
        return self._row(found) if found else None

    @override
    async def everyone(self) -> list[StaffRow]:
        rows = [self._row(found) for found in await self._rows(_ALL, {})]
        return sorted(rows, key=lambda row: staff_order(row.number))

    def _row(self, found: Found) -> StaffRow:
        user_id, number, name, lang, roles, *rest = found
        clear = self._keys.open(name, place(user_id)).decode()
        return StaffRow(user_id, number, clear, lang, _roles(roles), *rest)

    @override
    async def save(self, row: StaffRow) -> None:
        values = {
            "user_id": row.user_id,
            "number": row.number,
            "name": self._keys.seal(row.name.encode(), place(row.user_id)),
            "lang": row.lang,
            "roles": ",".join(sorted(row.roles)),
            "on_duty": row.on_duty,
            "granted_by": row.granted_by,
            "granted_at": row.granted_at,
            "revoked_at": row.revoked_at,
        }
        await self._count(insert_or_replace(staff, self._link.dialect), values)

    @override
    async def next_number(self) -> str:
        return next_staff_number(number for (number,) in await self._rows(_NUMBERS, {}))

    @override
    async def on_duty(self, user_id: int, on: bool) -> bool:
        return await self._count(_ON_DUTY, {"user": user_id, "now": on}) == 1


def _roles(joined: str) -> frozenset[str]:
    return frozenset(joined.split(",")) if joined else frozenset()
