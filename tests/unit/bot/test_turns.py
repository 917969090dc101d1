"""The turn and the sender: once each, in order, kept through failures."""

import asyncio
from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from bot.bells import Bell
from bot.errors import (
    ChatClosedError,
    MessageGoneError,
    MessengerRefusedError,
    MessengerUnavailableError,
    UnknownCaseError,
)
from bot.outbox import Sender, SenderSettings
from bot.outgoing import ContactKey, RemoveKeys
from bot.performing.ports import End, Order, Patience, Performed, Performer
from bot.telegram.limits import _within_a_minute
from dialogs.events import AgentTook, Event, Started, TextSaid
from dialogs.kinds import Lang
from dialogs.model import StepName
from storage.api import Lease
from tests.unit.bot.workshop import CHAT, workshop


async def test_an_event_that_comes_twice_changes_nothing() -> None:
    shop = workshop()
    await shop.open()
    again = await shop.engine.turn("case", Started(event_id="start", at=shop.clock.now()))
    assert again.effects == ()
    assert [kind for kind, _ in await shop.states()] == ["Say"]


async def test_a_second_opening_finds_the_open_case() -> None:
    shop = workshop()
    case = await shop.open()
    assert (await shop.open()).case_id == case.case_id


async def test_an_event_for_no_case_is_an_error() -> None:
    with pytest.raises(UnknownCaseError):
        await workshop().happen(Started(event_id="x", at=workshop().clock.now()))


async def test_a_new_prompt_takes_the_buttons_of_the_one_before() -> None:
    shop = workshop()
    await shop.open()
    await shop.tap("next")
    await shop.send()
    assert len(shop.messenger.sent) == 2
    assert shop.messenger.bare == {(CHAT, 1)}


async def test_an_edited_prompt_stays_one_message_and_comes_anew_when_it_is_gone() -> None:
    shop = workshop()
    await shop.open()
    await shop.send()
    say = await _editing(shop)
    assert len(shop.messenger.sent) == 1
    shop.messenger.failures.append(MessageGoneError("gone"))
    await _editing(shop)
    assert len(shop.messenger.sent) == 2
    assert say is not None


async def test_what_an_agent_took_over_is_not_said() -> None:
    shop = workshop()
    await shop.open()
    await shop.happen(AgentTook(event_id="took", at=shop.clock.now(), agent="1001"))
    await shop.send()
    [hello] = shop.messenger.sent.values()
    assert "1001" in hello.html
    told = [state for state in await shop.states() if state[0] in {"Say", "Relay"}]
    assert told == [("Say", "dropped"), ("Relay", "sent")]


async def test_telegram_asking_to_wait_is_obeyed_and_order_kept() -> None:
    shop = workshop()
    await shop.open()
    await shop.tap("next")
    shop.messenger.failures.append(MessengerUnavailableError("later", 7.0))
    await shop.send()
    assert shop.messenger.sent == {}
    shop.clock.advance(8)
    await shop.send()
    assert next(letter.html[:3] for letter in shop.messenger.sent.values()) == "您好，"
    assert len(shop.messenger.sent) == 2


async def test_a_refused_message_does_not_stop_the_chat() -> None:
    shop = workshop()
    await shop.open()
    await shop.tap("next")
    shop.messenger.failures.append(MessengerRefusedError("bad"))
    await shop.send()
    assert await shop.states() == [("Say", "failed"), ("Say", "sent")]


async def test_a_blocked_bot_knows_it() -> None:
    shop = workshop()
    await shop.open()
    shop.messenger.failures.append(ChatClosedError("blocked"))
    await shop.send()
    assert (await shop.case()).blocked


async def test_a_message_is_repeated_when_the_worker_died_in_the_middle() -> None:
    shop = workshop()
    await shop.open()
    now = shop.clock.now()
    async with shop.means.store.begin() as uow:
        await uow.outbox.claim(now, Lease("main", now + timedelta(seconds=60)))
        await uow.commit()
    await shop.send()
    assert shop.messenger.sent == {}
    await shop.sender.release()
    await shop.send()
    assert len(shop.messenger.sent) == 1


async def test_the_contact_button_comes_and_goes() -> None:
    shop = workshop()
    await shop.open()
    await shop.tap("next")
    for number, words in enumerate(("张伟", "110199199003079951")):
        await shop.happen(TextSaid(event_id=f"said{number}", at=shop.clock.now(), text=words))
        if number == 0:
            await shop.tap("kind", "resident_id")
    assert (await shop.case()).step is StepName.PHONE
    await shop.send()
    markups = [letter.markup for letter in shop.messenger.sent.values()]
    assert any(isinstance(markup, ContactKey) for markup in markups)
    await shop.tap("back")
    await shop.send()
    markups = [letter.markup for letter in shop.messenger.sent.values()]
    assert any(isinstance(markup, RemoveKeys) for markup in markups)
    assert len(shop.messenger.deleted) == 2


async def _editing(shop: object) -> object:
    """Have the standing prompt said again in place."""
    from dataclasses import replace

    from bot.effect_rows import PROMPT_SLOT
    from dialogs.effects import Say
    from tests.unit.bot.workshop import Workshop

    assert isinstance(shop, Workshop)
    case = await shop.case()
    async with shop.means.store.begin() as uow:
        first = (await uow.outbox.of_case("case"))[0]
        say = shop.means.codec.decode(first.payload, Say)
        edit = replace(say, edits=True, prompt_no=case.prompt_no, lang=Lang.EN)
        row = replace(
            first, effect_id=shop.means.ids.new(), payload=shop.means.codec.encode(edit),
            slot=PROMPT_SLOT, seq=0, result=None, attempts=0, worker=None,
            state=type(first.state).QUEUED,
        )  # fmt: skip
        await uow.outbox.add_all([row])
        await uow.commit()
    await shop.send()
    return edit


async def test_an_effect_that_takes_long_keeps_its_lease() -> None:
    shop = workshop()
    await shop.open()
    taken: list[str] = []

    class Slow(Performer):
        patience = Patience(tries=1, first_s=1, longest_s=1)

        @override
        async def perform(self, order: Order) -> End:
            for _ in range(6):
                await asyncio.sleep(0.12)
                shop.clock.advance(0.2)
                async with shop.means.store.begin() as uow:
                    until = shop.clock.now() + timedelta(seconds=60)
                    rows = await uow.outbox.claim_adrift(shop.clock.now(), Lease("other", until))
                taken.extend(row.effect_id for row in rows)
            return Performed()

        @override
        def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
            return None

    settings = SenderSettings("main", lease_s=0.3)
    kinds = {"Say": Slow()}
    sender = Sender(settings, shop.means, shop.engine, kinds, Bell())
    [(row, in_doubt)] = await sender._claimed(1)
    await sender._perform(row, in_doubt=in_doubt)
    assert taken == []
    assert await shop.states() == [("Say", "sent")]


def test_no_minute_sees_more_messages_to_a_group_than_telegram_takes() -> None:
    limiter = _within_a_minute(20)
    assert limiter.max_rate + limiter.max_rate * 60 / limiter.time_period <= 20
