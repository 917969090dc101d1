"""How long a customer has to wait for a person: position, who is there, opening hours."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from typing_extensions import override

from bot.engine import Means
from bot.performing.ports import End, Order, Patience, Performed, Performer
from dialogs.events import Event, QueueSeen
from dialogs.policy import Policy
from dialogs.staff import Role
from storage.api import StaffRow


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """What one conversation takes an agent, in minutes."""

    minutes_each: int


class QueueWatcher(Performer):
    """Performs `LookAtQueue`."""

    patience = Patience(tries=5, first_s=0.5, longest_s=5.0)

    def __init__(self, means: Means, policy: Policy, settings: QueueSettings) -> None:
        self._means = means
        self._policy = policy
        self._settings = settings

    @override
    async def perform(self, order: Order) -> End:
        async with self._means.store.begin() as uow:
            ahead = await uow.desk.ahead(order.case_id)
            there = [one for one in await uow.staff.everyone() if is_agent_on_duty(one)]
        now, calendar = self._means.clock.now(), self._policy.calendar
        each = self._settings.minutes_each
        answer = QueueSeen(
            event_id=order.answer_id,
            at=now,
            seed=self._means.ids.seed(),
            ahead=ahead,
            on_duty=len(there),
            minutes=ceil((ahead + 1) * each / max(len(there), 1)),
            opens_at=None if calendar.is_open(now) else calendar.opens_at(now),
        )
        return Performed(answer=answer)

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None


def is_agent_on_duty(one: StaffRow) -> bool:
    """Say whether this person takes conversations now."""
    return one.on_duty and one.revoked_at is None and Role.AGENT in one.roles
