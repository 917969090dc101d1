"""Sealed passwords in SQL: kept until they are applied or destroyed (D10)."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_or_replace
from storage.rows import SealedRow
from storage.tables import passwords

_OF_CASE = (
    select(
        passwords.c.case_id,
        passwords.c.kind,
        passwords.c.ciphertext,
        passwords.c.key_id,
        passwords.c.sealed_at,
        passwords.c.destroyed_at,
        passwords.c.reason,
    )
    .where(passwords.c.case_id == bindparam("case"))
    .order_by(passwords.c.kind)
)
_DESTROY_ALL = (
    update(passwords)
    .where(passwords.c.case_id == bindparam("case"), passwords.c.destroyed_at.is_(None))
    .values(ciphertext=b"", destroyed_at=bindparam("when"), reason=bindparam("why"))
)
_DESTROY = _DESTROY_ALL.where(passwords.c.kind == bindparam("which"))


class SqlPasswords(Repository, api.SealedPasswords):
    """The passwords table."""

    @override
    async def put(self, row: SealedRow) -> None:
        values = {
            "case_id": row.case_id,
            "kind": row.kind,
            "ciphertext": row.ciphertext,
            "key_id": row.key_id,
            "sealed_at": row.sealed_at,
            "destroyed_at": None,
            "reason": None,
        }
        await self._count(insert_or_replace(passwords, self._link.dialect), values)

    @override
    async def of_case(self, case_id: str) -> list[SealedRow]:
        return [SealedRow(*found) for found in await self._rows(_OF_CASE, {"case": case_id})]

    @override
    async def destroy(
        self, case_id: str, at: datetime, reason: str, kind: str | None = None
    ) -> int:
        values = {"case": case_id, "when": at, "why": reason}
        if kind is None:
            return await self._count(_DESTROY_ALL, values)
        return await self._count(_DESTROY, {**values, "which": kind})
