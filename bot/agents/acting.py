"""What every clerk does with an act of the staff: stamp its event, settle it, answer it."""

from dataclasses import dataclass
from typing import Any

from bot.agents.arrivals import StaffArrival
from bot.agents.keys import Rows
from bot.agents.told import AnswerStaff
from bot.engine import Engine, Means, Settle, Turned
from dialogs.effects import Toast
from dialogs.kinds import Lang
from dialogs.texts import Text
from storage.api import OutboxRow, StaffRow, UnitOfWork


@dataclass(frozen=True, slots=True)
class Notice:
    """The answer to a tap: a short notice, or a window that has to be closed."""

    words: Text | None = None
    alert: bool = False


def notice_of(turned: Turned) -> Notice:
    """Return the notice that a turn has for whoever tapped: why the core refused it."""
    toasts = [one for one in turned.effects if isinstance(one, Toast)]
    return Notice(toasts[0].text, toasts[0].alert) if toasts else Notice()


def stamp(means: Means, arrival: StaffArrival, staff: StaffRow) -> dict[str, Any]:
    """Return what every event of the staff carries."""
    return {
        "event_id": arrival.event_id,
        "at": means.clock.now(),
        "seed": means.ids.seed(),
        "agent": staff.number,
    }


async def settled(means: Means, settle: Settle) -> None:
    """Settle an update that changes nothing."""
    async with means.store.begin() as uow:
        await settle(uow)
        await uow.commit()


class Respondent:
    """Answers staff under their messages, in the transaction that settles these."""

    def __init__(self, means: Means, engine: Engine, lang: Lang) -> None:
        self._means = means
        self._engine = engine
        self._lang = lang

    async def answered(self, arrival: StaffArrival, settle: Settle, words: Text | None) -> None:
        """Settle an update, and say something to whoever caused it if there is something.

        A repeat says nothing twice: the answer to an update has one identifier.
        """
        async with self._means.store.begin() as uow:
            await settle(uow)
            if words is not None:
                await self.queue(uow, arrival, words)
            await uow.commit()
        self._engine.ring()

    async def queue(
        self, uow: UnitOfWork, arrival: StaffArrival, words: Text, buttons: Rows = ()
    ) -> None:
        """Queue an answer; the caller commits and rings."""
        thread_id = arrival.thread_id or 0
        effect = AnswerStaff(
            group_id=arrival.group_id,
            thread_id=thread_id,
            words=words,
            answers=arrival.message_id,
            buttons=buttons,
            lang=self._lang,
        )
        row = OutboxRow(
            effect_id=f"{arrival.event_id}.answer",
            case_id=None,
            chat_id=arrival.group_id,
            lane=f"topic:{arrival.group_id}:{thread_id}",
            kind=AnswerStaff.__name__,
            payload=self._means.codec.encode(effect),
            in_doubt=effect.in_doubt,
            created_at=self._means.clock.now(),
        )
        await uow.outbox.add_all([row])
