"""Cases that stand where a test wants them, without the way there."""

from dataclasses import replace

from bot.engine import mirror_of
from bot.seal import SealingPublicKey, seal
from bot.seals import reference, row_of
from dialogs import events as ev
from dialogs.kinds import Lang, PasswordKind
from dialogs.model import Case
from storage.api import CaseRow
from tests.property.histories import History, approve, submitted
from tests.unit.bot.workshop import CHAT, Workshop


async def stand(shop: Workshop, case: Case, chat_id: int = CHAT) -> CaseRow:
    """Put a case where it stands into the store, as the engine would have."""
    at = shop.clock.now()
    row = CaseRow(case.case_id, chat_id, chat_id, 0, "", b"", at, at)
    # the engine's own columns, such as the application number
    event = ev.Started(event_id=f"stand-{case.case_id}", at=at)
    row = shop.engine._row_after(row, case, event)
    async with shop.means.store.begin() as uow:
        await uow.cases.save(row)
        await uow.desk.put(mirror_of(row, case, shop.means.keys))
        await uow.commit()
    return row


async def sealed(
    shop: Workshop, case: Case, key: SealingPublicKey, passwords: dict[PasswordKind, str]
) -> Case:
    """Return the case with these passwords sealed and kept, in place of what it held."""
    at = shop.clock.now()
    rows = [
        row_of(seal(password, kind, case.case_id, key, at), case.case_id)
        for kind, password in passwords.items()
    ]
    async with shop.means.store.begin() as uow:
        for row in rows:
            await uow.passwords.put(row)
        await uow.commit()
    return replace(case, sealed=tuple(reference(row) for row in rows))


def in_review(lang: Lang = Lang.ZH) -> Case:
    """Return a submitted case called `case`."""
    history = submitted()
    return replace(history.case, case_id="case", lang=lang)


def to_be_applied() -> tuple[Case, History]:
    """Return an approved case, and its history, whose results are awaited."""
    history = submitted()
    approve(history)
    return history.case, history
