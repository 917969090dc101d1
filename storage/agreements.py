"""Agreements in SQL: the first time of each act, in the version that was shown."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Update, bindparam, select, update
from typing_extensions import override

from storage import api
from storage.errors import Conflict
from storage.link import Repository, insert_new
from storage.prepared import fetch, touch
from storage.rows import AgreementAct, AgreementRow
from storage.tables import agreements

_COLUMNS = (
    agreements.c.case_id,
    agreements.c.agreement,
    agreements.c.version,
    agreements.c.sha256,
    agreements.c.opened_at,
    agreements.c.read_at,
    agreements.c.signed_at,
)
_THIS = (
    agreements.c.case_id == bindparam("case"),
    agreements.c.agreement == bindparam("name"),
    agreements.c.version == bindparam("of_version"),
)
_SHA256 = select(agreements.c.sha256).where(*_THIS)
_OF_CASE = (
    select(*_COLUMNS)
    .where(agreements.c.case_id == bindparam("case"))
    .order_by(agreements.c.agreement, agreements.c.version)
)


def _first_time(act: AgreementAct) -> Update:
    column = agreements.c[f"{act}_at"]
    return (
        update(agreements).where(*_THIS, column.is_(None)).values({column.name: bindparam("when")})
    )


_ACTS = {act: _first_time(act) for act in AgreementAct}


class SqlAgreements(Repository, api.Agreements):
    """The agreements table."""

    @override
    async def record(self, shown: AgreementRow, act: AgreementAct, at: datetime) -> bool:
        key = {"case": shown.case_id, "name": shown.agreement, "of_version": shown.version}
        fresh: dict[str, Any] = {
            "case_id": shown.case_id,
            "agreement": shown.agreement,
            "version": shown.version,
            "sha256": shown.sha256,
        }
        statement = insert_new(agreements, self._link.dialect)

        def write(on: Connection) -> bool:
            touch(on, statement, fresh)
            if fetch(on, _SHA256, key) != [(shown.sha256,)]:
                raise Conflict(f"{shown.agreement} {shown.version} was shown with another text")
            return touch(on, _ACTS[act], {**key, "when": at}) == 1

        return await self._link.run(write)

    @override
    async def of_case(self, case_id: str) -> list[AgreementRow]:
        return [AgreementRow(*found) for found in await self._rows(_OF_CASE, {"case": case_id})]
