"""The door of the staff's groups: who is it, where, and whose business is it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.agents.acting import Notice, settled
from bot.agents.arrivals import Ordered, Posted, StaffArrival, Touched
from bot.agents.clerk import SupportClerk
from bot.agents.group import GroupClerk
from bot.agents.review.clerk import ReviewClerk
from bot.agents.topics import PURPOSE as SUPPORT
from bot.agents.topics import topic_key
from bot.engine import Means, Settle
from bot.errors import MessengerError
from bot.outgoing import Messenger
from bot.render import Renderer
from dialogs.kinds import Lang
from dialogs.staff import Role
from dialogs.texts import text
from storage.api import InboxRow, StaffRow, TopicRow, UnitOfWork

ReadStaff = Callable[[bytes, datetime], StaffArrival | None]

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Clerks:
    """Whose business it can be."""

    support: SupportClerk
    group: GroupClerk
    review: ReviewClerk


class StaffDoor:
    """Takes updates of the staff's groups."""

    def __init__(
        self, read: ReadStaff, means: Means, clerks: Clerks, messenger: Messenger,
        renderer: Renderer, lang: Lang,
    ) -> None:  # fmt: skip
        self._read = read
        self._means = means
        self._clerks = clerks
        self._messenger = messenger
        self._renderer = renderer
        self._lang = lang

    async def handle(self, row: InboxRow) -> bool:
        """Handle an update; False says that it is none of the staff's groups."""
        arrival = self._read(row.payload, row.received_at)
        if arrival is None:
            return False

        async def settle(uow: UnitOfWork) -> bool:
            await uow.inbox.done(row.update_id)
            return True

        notice = await self._handled(arrival, settle)
        if isinstance(arrival.fact, Touched):
            await self._answered(arrival.fact, notice)
        return True

    async def _handled(self, arrival: StaffArrival, settle: Settle) -> Notice:
        async with self._means.store.begin() as uow:
            staff = await uow.staff.of_user(arrival.who.user_id)
            topic = await self._topic(uow, arrival)
        if staff is None or staff.revoked_at is not None:
            return await self._stranger(settle)
        if isinstance(arrival.fact, Ordered):
            await self._clerks.group.handle(arrival, staff, settle)
            return Notice()
        if topic is None:
            return await self._nowhere(arrival, staff, settle)
        if topic.purpose == SUPPORT:
            return await self._supported(arrival, staff, topic, settle)
        return await self._clerks.review.handle(arrival, staff, topic, settle)

    async def _topic(self, uow: UnitOfWork, arrival: StaffArrival) -> TopicRow | None:
        if arrival.thread_id is not None:
            found = await uow.topics.at(arrival.group_id, arrival.thread_id)
            if found is not None:
                return found
        if isinstance(arrival.fact, Touched) and arrival.fact.data.startswith("d.open."):
            number = arrival.fact.data.removeprefix("d.open.")
            row = await uow.cases.by_application_number(number)
            if row is not None:
                known = await uow.topics.get(topic_key(row.chat_id))
                return known or _unopened(arrival, row.chat_id, row.case_id)
        return None

    async def _supported(
        self, arrival: StaffArrival, staff: StaffRow, topic: TopicRow, settle: Settle
    ) -> Notice:
        """Let agents and supervisors in; reviewers only look."""
        if not staff.roles & {Role.AGENT, Role.SUPERVISOR}:
            return await self._only(settle, Notice(text("desk_agents_only"), alert=True))
        if isinstance(arrival.fact, Touched) and arrival.fact.data.startswith("d.open."):
            arrival = replace(arrival, fact=Touched(arrival.fact.tap_id, "d.take."))
        return await self._clerks.support.handle(arrival, staff, topic, settle)

    async def _stranger(self, settle: Settle) -> Notice:
        return await self._only(settle, Notice(text("desk_no_role"), alert=True))

    async def _nowhere(self, arrival: StaffArrival, staff: StaffRow, settle: Settle) -> Notice:
        """Pass over talk outside of the bot's topics."""
        if isinstance(arrival.fact, Posted):
            _log.debug("staff_talk_passed_over", agent=staff.number)
        return await self._only(settle, Notice(text("stale_button")))

    async def _only(self, settle: Settle, notice: Notice) -> Notice:
        await settled(self._means, settle)
        return notice

    async def _answered(self, tap: Touched, notice: Notice) -> None:
        """Answer the tap; that it fails hurts nobody."""
        words = self._renderer.plain(notice.words, self._lang) if notice.words else ""
        try:
            await self._messenger.answer_tap(tap.tap_id, words, alert=notice.alert)
        except MessengerError as error:
            _log.info("tap_unanswered", exc_info=error)


def _unopened(arrival: StaffArrival, chat_id: int, case_id: str) -> TopicRow:
    """Return a row of a topic that is made as soon as somebody takes the talk."""
    key = topic_key(chat_id)
    return TopicRow(key, SUPPORT, arrival.group_id, 0, chat_id, case_id, "", arrival.at)
