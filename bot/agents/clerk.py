"""The agents' desk: what staff do in the support groups becomes events of the core.

Every update is settled in the transaction of what it causes. Whether somebody may do a thing
is decided by their roles here and by the lease in the core.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.agents import cards
from bot.agents.acting import Notice, Respondent, notice_of, settled, stamp
from bot.agents.arrivals import Ordered, Posted, StaffArrival, Touched
from bot.agents.forum import Forum, Place
from bot.agents.keys import Rows, keyboard
from bot.agents.recent import exchanges
from bot.engine import Along, Engine, Means, Settle
from bot.errors import MessengerError
from bot.render import Renderer
from dialogs.events import (
    AgentActed,
    AgentHandedBack,
    AgentPassed,
    AgentSpoke,
    AgentTook,
    DeskAct,
    FieldUnmasked,
    StaffEvent,
    Unfrozen,
)
from dialogs.kinds import Lang
from dialogs.model import Case, StepName
from dialogs.staff import Role
from dialogs.texts import text
from storage.api import StaffRow, TopicRow, UnitOfWork

_NOTE_MARKS = ("#", "//", "\uff03")
"""A message that begins so is for colleagues: it is never relayed."""

_CHOICES = frozenset({"act", "reopen", "back", "pass", "ready", "unmask"})
"""Taps that may come from a menu in the card's place."""


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody's act in a customer's topic."""

    arrival: StaffArrival
    staff: StaffRow
    topic: TopicRow
    case: Case
    settle: Settle = field(repr=False)


_Handler = Callable[[Act, str], Awaitable[Notice]]


class SupportClerk:
    """Handles what happens in customers' topics."""

    def __init__(
        self, means: Means, engine: Engine, forum: Forum, renderer: Renderer, lang: Lang
    ) -> None:
        self._means = means
        self._engine = engine
        self._forum = forum
        self._renderer = renderer
        self._lang = lang
        self._respondent = Respondent(means, engine, lang)
        self._taps: dict[str, _Handler] = {
            "take": self._take,
            "over": self._take_over,
            "act": self._act,
            "reopen": self._reopen,
            "back": self._hand_back,
            "pass": self._pass,
            "ready": self._ready,
            "unmask": self._unmask,
            "unfreeze": self._unfreeze,
            "menu": self._menu,
            "recent": self._recent,
        }

    async def handle(
        self, arrival: StaffArrival, staff: StaffRow, topic: TopicRow, settle: Settle
    ) -> Notice:
        """Let an act of somebody in a customer's topic happen."""
        case = await self._case(topic)
        if case is None:
            return await self._only(settle, Notice())
        act = Act(arrival, staff, topic, case, settle)
        match arrival.fact:
            case Posted() as posted:
                return await self._posted(act, posted)
            case Touched(data=data):
                _, verb, arg = (*data.split(".", 2), "", "")[:3]
                return await self._touched(act, verb, arg)
            case Ordered():
                return await self._only(settle, Notice())

    async def _touched(self, act: Act, verb: str, arg: str) -> Notice:
        handler = self._taps.get(verb)
        if handler is None:
            return await self._only(act.settle, Notice(text("stale_button")))
        notice = await handler(act, arg)
        if verb in _CHOICES and arg:
            await self._closed_menu(act)
        return notice

    async def _closed_menu(self, act: Act) -> None:
        """Put the card's buttons back after something was chosen from a menu."""
        case = await self._case(act.topic) or act.case
        await self._keys(act, cards.buttons(case))

    async def _case(self, topic: TopicRow) -> Case | None:
        """Return the customer's newest case: a topic outlives the case it was opened for."""
        async with self._means.store.begin() as uow:
            rows = await uow.cases.of_chat(topic.chat_id)
        return self._engine.case_of(rows[0]) if rows else None

    # --- words ---

    async def _posted(self, act: Act, posted: Posted) -> Notice:
        """Relay an agent's message, unless it is a note or somebody else has the talk."""
        words = (posted.words or "").strip()
        if words.startswith(_NOTE_MARKS) or not (words or posted.media):
            return await self._only(act.settle, Notice())
        if act.case.speaker.agent != act.staff.number:
            return await self._not_relayed(act, posted)
        answers = posted.answers
        event = AgentSpoke(
            **self._stamp(act),
            message_ref=act.arrival.message_ref,
            words=words,
            media=posted.media,
            answers=f"{act.arrival.group_id}:{answers}" if answers else None,
            edited=posted.edited,
        )
        await self._turn(act, event)
        return Notice()

    async def _not_relayed(self, act: Act, posted: Posted) -> Notice:
        """Say under the message, once, that the customer did not get it, and why."""
        if posted.edited:
            return await self._only(act.settle, Notice())
        holder = act.case.speaker.agent
        why = text("desk_held_by", agent=holder) if holder else text("desk_take_first")
        words = text("desk_not_relayed", why=why)
        await self._respondent.answered(act.arrival, act.settle, words)
        return Notice()

    # --- taps ---

    async def _take(self, act: Act, _arg: str) -> Notice:
        return await self._turn(act, AgentTook(**self._stamp(act)))

    async def _take_over(self, act: Act, _arg: str) -> Notice:
        """Let a supervisor take the talk from a colleague."""
        if Role.SUPERVISOR not in act.staff.roles:
            return await self._only(act.settle, Notice(text("desk_supervisors_only"), alert=True))
        return await self._turn(act, AgentTook(**self._stamp(act), over=True))

    async def _act(self, act: Act, arg: str) -> Notice:
        if arg not in set(DeskAct):
            return await self._only(act.settle, Notice(text("stale_button")))
        return await self._turn(act, AgentActed(**self._stamp(act), act=DeskAct(arg)))

    async def _reopen(self, act: Act, arg: str) -> Notice:
        if arg not in set(StepName):
            return await self._only(act.settle, Notice(text("stale_button")))
        event = AgentActed(**self._stamp(act), act=DeskAct.REOPEN, step=StepName(arg))
        return await self._turn(act, event)

    async def _hand_back(self, act: Act, arg: str) -> Notice:
        step = StepName(arg) if arg in set(StepName) else None
        return await self._turn(act, AgentHandedBack(**self._stamp(act), step=step))

    async def _pass(self, act: Act, arg: str) -> Notice:
        if arg not in await self._colleagues(act.staff):
            return await self._only(act.settle, Notice(text("desk_nobody"), alert=True))
        return await self._turn(act, AgentPassed(**self._stamp(act), to=arg))

    async def _ready(self, act: Act, arg: str) -> Notice:
        return await self._turn(
            act, AgentSpoke(**self._stamp(act), message_ref="", ready_made=arg)
        )

    async def _unmask(self, act: Act, arg: str) -> Notice:
        """Show the full number to whoever tapped, in a window only they see; it is on record."""
        if arg not in cards.UNMASK_REASONS or act.case.speaker.agent != act.staff.number:
            return await self._only(act.settle, Notice(text("desk_take_first"), alert=True))
        reason = self._renderer.plain(text(f"desk_reason_{arg}"), self._lang)
        event = FieldUnmasked(**self._stamp(act), field_name="number", reason=reason)
        await self._turn(act, event)
        who = act.case.identity
        shown = text("desk_full_number", number=who.number or "-", name=who.name or "-")
        return Notice(shown, alert=True)

    async def _unfreeze(self, act: Act, _arg: str) -> Notice:
        if Role.SUPERVISOR not in act.staff.roles:
            return await self._only(act.settle, Notice(text("desk_supervisors_only"), alert=True))
        return await self._turn(act, Unfrozen(**self._stamp(act)))

    async def _menu(self, act: Act, name: str) -> Notice:
        """Put a menu in the place of the card's buttons, or the buttons back."""
        rows = cards.buttons(act.case)
        if name:
            rows = cards.menu(act.case, name, await self._colleagues(act.staff))
        notice = await self._only(act.settle, Notice())
        shown = await self._keys(act, rows)
        return notice if shown else Notice(text("stale_button"))

    async def _keys(self, act: Act, rows: Rows) -> bool:
        place = Place(act.arrival.group_id, act.topic.thread_id)
        keys = keyboard(self._renderer, rows, self._lang)
        try:
            await self._forum.keys(place, act.arrival.message_id, keys)
        except MessengerError:
            return False
        return True

    async def _recent(self, act: Act, _arg: str) -> Notice:
        """Show the last exchanges, masked."""
        async with self._means.store.begin() as uow:
            journal = await uow.journal.of_case(act.case.case_id)
        lines = exchanges(journal, self._means.codec)
        words = text("desk_recent", lines=lines) if lines else text("desk_recent_none")
        await self._respondent.answered(act.arrival, act.settle, words)
        return Notice()

    # --- what they have in common ---

    def _stamp(self, act: Act) -> dict[str, Any]:
        return stamp(self._means, act.arrival, act.staff)

    async def _turn(self, act: Act, event: StaffEvent) -> Notice:
        """Let it happen; what the core refuses comes back as a notice."""
        settle = self._at_work(act) if isinstance(event, AgentTook) else act.settle
        return notice_of(await self._engine.turn(act.case.case_id, event, Along(settle=settle)))

    def _at_work(self, act: Act) -> Settle:
        """Settle, and have whoever takes a talk, or tries to, on duty: in one transaction."""

        async def settle(uow: UnitOfWork) -> bool:
            if not act.staff.on_duty:
                await uow.staff.on_duty(act.staff.user_id, on=True)
            return await act.settle(uow)

        return settle

    async def _colleagues(self, staff: StaffRow) -> tuple[str, ...]:
        async with self._means.store.begin() as uow:
            everyone = await uow.staff.everyone()
        return tuple(
            one.number
            for one in everyone
            if one.revoked_at is None and Role.AGENT in one.roles and one.number != staff.number
        )

    async def _only(self, settle: Settle, notice: Notice) -> Notice:
        """Settle an update that changes no case."""
        await settled(self._means, settle)
        return notice
