"""What staff order in their groups by commands: duty, the queue, looking up, roles.

Commands are for staff only; roles are granted by supervisors, in reply to a person's message.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.agents import cards
from bot.agents.arrivals import Ordered, StaffArrival
from bot.agents.keys import Rows
from bot.agents.told import AnswerStaff, answer
from bot.engine import Engine, Means, Settle
from dialogs.audit import AuditAction
from dialogs.kinds import Lang
from dialogs.model import Case
from dialogs.staff import Role
from dialogs.texts import Text, text
from storage.api import CaseRow, DeskRow, Json, StaffRow

STAFF_CHAIN = "staff"
"""The audit chain of changes of roles; cases have chains of their own."""

_SHORTEST_ENDING = 4
_LISTED = 15


@dataclass(frozen=True, slots=True)
class Errand:
    """A command of somebody."""

    arrival: StaffArrival
    staff: StaffRow
    words: str
    settle: Settle = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered."""

    words: Text
    buttons: Rows = ()


class GroupClerk:
    """Handles commands."""

    def __init__(self, means: Means, engine: Engine, lang: Lang) -> None:
        self._means = means
        self._engine = engine
        self._lang = lang
        self._orders: dict[str, Callable[[Errand], Awaitable[Reply]]] = {
            "on": self._on,
            "off": self._off,
            "queue": self._queue,
            "find": self._find,
            "staff": self._staff,
            "grant": self._grant,
            "revoke": self._revoke,
        }

    async def handle(self, arrival: StaffArrival, staff: StaffRow, settle: Settle) -> None:
        """Do what was ordered and answer; what is no command of ours is passed over."""
        order = arrival.fact
        if not isinstance(order, Ordered):
            await self._settled(arrival, settle, None)
            return
        act = self._orders.get(order.name)
        if act is None:
            reply = Reply(text("desk_help")) if order.name in {"help", "start"} else None
        else:
            reply = await act(Errand(arrival, staff, order.words.strip(), settle))
        await self._settled(arrival, settle, reply)

    async def _settled(self, arrival: StaffArrival, settle: Settle, reply: Reply | None) -> None:
        async with self._means.store.begin() as uow:
            if await settle(uow) and reply is not None:
                effect = AnswerStaff(
                    group_id=arrival.group_id,
                    thread_id=arrival.thread_id or 0,
                    words=reply.words,
                    answers=arrival.message_id,
                    buttons=reply.buttons,
                    lang=self._lang,
                )
                await answer(uow, self._means, f"{arrival.event_id}.answer", effect)
            await uow.commit()
        self._engine.ring()

    # --- duty and queue ---

    async def _on(self, errand: Errand) -> Reply:
        return await self._duty(errand, on=True)

    async def _off(self, errand: Errand) -> Reply:
        return await self._duty(errand, on=False)

    async def _duty(self, errand: Errand, *, on: bool) -> Reply:
        async with self._means.store.begin() as uow:
            await uow.staff.on_duty(errand.staff.user_id, on=on)
            held = await uow.desk.held(errand.staff.number)
            await uow.commit()
        if on:
            return Reply(text("desk_on_duty", agent=errand.staff.number))
        return Reply(text("desk_off_duty", agent=errand.staff.number, held=len(held)))

    async def _queue(self, _errand: Errand) -> Reply:
        """Show who waits, who is served, what is in review: masked."""
        async with self._means.store.begin() as uow:
            waiting, held = await uow.desk.waiting(), await uow.desk.held()
            review = await uow.desk.in_review()
            rows = await uow.cases.by_ids([one.case_id for one in (*waiting, *held)][:_LISTED])
        cases = {row.case_id: self._engine.case_of(row) for row in rows}
        lines = [self._queued(one, cases) for one in (*waiting, *held) if one.case_id in cases]
        words = text(
            "desk_queue",
            waiting=len(waiting),
            held=len(held),
            review=len(review),
            lines=tuple(lines) or (text("desk_queue_empty"),),
        )
        return Reply(words)

    def _queued(self, one: DeskRow, cases: dict[str, Case]) -> Text:
        case = cases[one.case_id]
        state = text("desk_card_held", agent=one.holder) if one.holder else _waits(one, case)
        return text("desk_queue_line", icon=cards.icon(case), name=cards.who(case), state=state)

    # --- looking up ---

    async def _find(self, errand: Errand) -> Reply:
        """Find by application number or its last digits; nothing but the masked state is told."""
        wanted = errand.words.upper().replace(" ", "")
        rows = await self._found(wanted)
        if not rows:
            return Reply(text("desk_not_found"))
        cases = [self._engine.case_of(row) for row in rows]
        lines = tuple(_state(case) for case in cases)
        buttons = tuple(
            ((_number_label(case), f"d.open.{case.submission.application_number}"),)
            for case in cases
        )
        return Reply(text("desk_found", lines=lines), buttons)

    async def _found(self, wanted: str) -> list[CaseRow]:
        async with self._means.store.begin() as uow:
            exact = await uow.cases.by_application_number(wanted)
            if exact is not None:
                return [exact]
            digits = wanted.removeprefix("RS")
            if len(digits) < _SHORTEST_ENDING:
                return []
            return await uow.cases.by_number_ending(digits)

    # --- roles ---

    async def _staff(self, _errand: Errand) -> Reply:
        async with self._means.store.begin() as uow:
            everyone = [one for one in await uow.staff.everyone() if one.revoked_at is None]
        lines = tuple(_person(one) for one in everyone[:_LISTED])
        return Reply(text("desk_staff", lines=lines))

    async def _grant(self, errand: Errand) -> Reply:
        return await self._change(errand, grant=True)

    async def _revoke(self, errand: Errand) -> Reply:
        return await self._change(errand, grant=False)

    async def _change(self, errand: Errand, *, grant: bool) -> Reply:
        """Change somebody's roles; supervisors only, and nobody their own."""
        order = errand.arrival.fact
        about = order.about if isinstance(order, Ordered) else None
        roles = frozenset(errand.words.lower().replace(",", " ").split())
        if Role.SUPERVISOR not in errand.staff.roles:
            return Reply(text("desk_supervisors_only"))
        if about is None or not roles <= set(Role) or (grant and not roles):
            return Reply(text("desk_grant_how"))
        if about.user_id == errand.staff.user_id:
            return Reply(text("desk_not_yourself"))
        changed = await self._changed(errand, about.user_id, about.name, roles, grant=grant)
        return Reply(text("desk_granted", person=_person(changed)))

    async def _changed(
        self, errand: Errand, user_id: int, name: str, roles: frozenset[str], *, grant: bool
    ) -> StaffRow:
        now = self._means.clock.now()
        async with self._means.store.begin() as uow:
            known = await uow.staff.of_user(user_id)
            number = known.number if known is not None else await uow.staff.next_number()
            before = known.roles if known is not None and known.revoked_at is None else frozenset()
            after = before | roles if grant else before - (roles or before)
            row = StaffRow(
                user_id, number, name, self._lang.value, after, on_duty=False, seen_at=None,
                granted_by=errand.staff.number, granted_at=now,
                revoked_at=None if after else now,
            )  # fmt: skip
            if known is not None:
                row = replace(row, on_duty=known.on_duty and bool(after), seen_at=known.seen_at)
            await uow.staff.save(row)
            detail: dict[str, Json] = {"agent": number, "roles": ",".join(sorted(after))}
            actor = f"staff:{errand.staff.number}"
            await uow.audit.append(STAFF_CHAIN, now, actor, AuditAction.STAFF_CHANGED, detail)
            await uow.commit()
        return row


def _waits(one: DeskRow, case: Case) -> Text:
    key = "desk_card_callback" if one.callback else "desk_card_waits"
    return text(key, since=one.wanted_at or case.opened_at)


def _state(case: Case) -> Text:
    """Return where a case stands, masked."""
    return text(
        "desk_found_line",
        icon=cards.icon(case),
        number=case.submission.application_number or "-",
        name=cards.who(case),
        phase=text(f"phase_{case.phase}"),
        at=case.submission.submitted_at or case.opened_at,
    )


def _number_label(case: Case) -> Text:
    return text("desk_button_open", number=case.submission.application_number or "-")


def _person(one: StaffRow) -> Text:
    roles = tuple(text(f"role_{role}") for role in Role if role in one.roles)
    sign = "🟢" if one.on_duty else "⚪"
    return text("desk_person", sign=sign, agent=one.number, person=one.name, roles=roles)
