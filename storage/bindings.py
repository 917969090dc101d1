"""Which chat belongs to which proven customer, in SQL."""

from sqlalchemy import bindparam, delete, select
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_or_replace
from storage.rows import BindingRow
from storage.tables import bindings

_ALL = select(
    bindings.c.chat_id, bindings.c.user_id, bindings.c.customer_key, bindings.c.bound_at
).order_by(bindings.c.bound_at, bindings.c.chat_id)
_OF_CHAT = _ALL.where(bindings.c.chat_id == bindparam("chat"))
_OF_CUSTOMER = _ALL.where(bindings.c.customer_key == bindparam("customer"))
_UNBIND = delete(bindings).where(bindings.c.chat_id == bindparam("chat"))


class SqlBindings(Repository, api.Bindings):
    """The bindings table."""

    @override
    async def bind(self, row: BindingRow) -> None:
        values = {
            "chat_id": row.chat_id,
            "user_id": row.user_id,
            "customer_key": row.customer_key,
            "bound_at": row.bound_at,
        }
        await self._count(insert_or_replace(bindings, self._link.dialect), values)

    @override
    async def of_chat(self, chat_id: int) -> BindingRow | None:
        found = await self._first(_OF_CHAT, {"chat": chat_id})
        return BindingRow(*found) if found else None

    @override
    async def of_customer(self, customer_key: bytes) -> list[BindingRow]:
        found = await self._rows(_OF_CUSTOMER, {"customer": customer_key})
        return [BindingRow(*row) for row in found]

    @override
    async def unbind(self, chat_id: int) -> bool:
        return await self._count(_UNBIND, {"chat": chat_id}) == 1
