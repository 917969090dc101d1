"""How sealed passwords are named and kept: the sealed bytes stand in one row only (D10).

The case and the journal know a password by the digest of its sealed bytes, so destroying the
row destroys the password, and no row can be taken for another one's.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from bot.seal import Sealed
from dialogs.kinds import PasswordKind
from dialogs.model import SealedPassword
from storage.api import SealedRow, UnitOfWork

_WHY = "the case no longer holds it"


def row_of(sealed: Sealed, case_id: str) -> SealedRow:
    """Return the row that keeps a sealed password of a case."""
    return SealedRow(
        case_id=case_id,
        kind=sealed.kind.value,
        ciphertext=sealed.ciphertext,
        key_id=sealed.key_id,
        sealed_at=sealed.sealed_at,
    )


def name_of(row: SealedRow) -> str:
    """Return what events and the case call a sealed password by."""
    return sha256(row.ciphertext).hexdigest()


def reference(row: SealedRow) -> SealedPassword:
    """Return how events and the case speak of a sealed password."""
    return SealedPassword(PasswordKind(row.kind), name_of(row), row.key_id, row.sealed_at)


async def keep(
    uow: UnitOfWork, rows: Sequence[SealedRow], taken: Sequence[SealedPassword]
) -> None:
    """Keep the rows whose passwords the core took; others were never kept."""
    names = {one.sealed_id for one in taken}
    for row in rows:
        if name_of(row) in names:
            await uow.passwords.put(row)


async def found(uow: UnitOfWork, case_id: str, password: SealedPassword) -> Sealed | None:
    """Return the sealed bytes of a password, None if they were destroyed or replaced."""
    for row in await uow.passwords.of_case(case_id):
        if row.ciphertext and name_of(row) == password.sealed_id:
            return Sealed(password.kind, row.ciphertext, row.key_id, row.sealed_at)
    return None


async def destroy(uow: UnitOfWork, case_id: str, sealed_ids: Sequence[str], at: datetime) -> None:
    """Overwrite the sealed bytes of these passwords; replaced ones are gone already."""
    for row in await uow.passwords.of_case(case_id):
        if row.ciphertext and name_of(row) in sealed_ids:
            await uow.passwords.destroy(case_id, at, _WHY, row.kind)
