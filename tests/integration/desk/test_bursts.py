"""Many customers at once, a group that says "slow down", Telegram that fails: nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.faults import FaultKind
from bot.sandbox.staffer import Staffer
from bot.sandbox.testing import Phone
from dialogs.kinds import Lang
from tests.stories.stage import Stage, staged

pytestmark = pytest.mark.slow

CUSTOMERS = 50
PATIENCE_S = 90.0


@dataclass
class Crowd:
    """A stage with an agent and many customers."""

    stage: Stage
    agent: Staffer
    phones: list[Phone]


@asynccontextmanager
async def crowded(folder: Path, count: int) -> AsyncIterator[Crowd]:
    """Set a stage for so many customers."""
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(staged(folder, Lang.ZH, desk=True))
        offices = stage.offices
        assert offices is not None
        agent = await stack.enter_async_context(
            stage.sandbox.staffer(offices.agents[0], offices.support)
        )
        phones = [await stack.enter_async_context(stage.sandbox.phone()) for _ in range(count)]
        yield Crowd(stage, agent, phones)


async def ask_for_a_person(phone: Phone, stage: Stage) -> None:
    """Say hello and ask for a person, like somebody in a hurry: twice."""
    await phone.say("/start")
    await phone.heard(stage.expected("@intro"), timeout_s=PATIENCE_S)
    label = stage.expected("@button-person")
    await asyncio.gather(phone.tap(label), phone.tap(label))


async def test_fifty_at_once_get_a_topic_each_and_a_place(tmp_path: Path) -> None:
    async with crowded(tmp_path, CUSTOMERS) as crowd:
        stage = crowd.stage
        await asyncio.gather(*(ask_for_a_person(one, stage) for one in crowd.phones))
        for phone in crowd.phones:
            await phone.heard("人工客服", timeout_s=PATIENCE_S)
        await crowd.agent.until(
            lambda: len(crowd.agent.topics) == CUSTOMERS or None, "all topics", PATIENCE_S
        )
        await settled(stage)
        assert len(crowd.agent.topics) == CUSTOMERS
        async with stage.desk.base.means.store.begin() as uow:
            waiting = await uow.desk.waiting()
            places = [await uow.desk.ahead(one.case_id) for one in waiting]
        assert places == list(range(CUSTOMERS))


@pytest.mark.parametrize("fault", ["429", "500", "slow", "drop"])
async def test_a_topic_that_could_not_be_made_is_made_later(
    tmp_path: Path, fault: FaultKind
) -> None:
    async with crowded(tmp_path, 1) as crowd:
        [phone] = crowd.phones
        crowd.stage.sandbox.faults.add("createForumTopic", fault, times=2)
        await ask_for_a_person(phone, crowd.stage)
        topic = await crowd.agent.opened(timeout_s=PATIENCE_S)
        await crowd.agent.sees_button(topic, "d.take.", timeout_s=PATIENCE_S)


async def test_the_longest_message_arrives_whole(tmp_path: Path) -> None:
    async with crowded(tmp_path, 1) as crowd:
        [phone], agent, stage = crowd.phones, crowd.agent, crowd.stage
        await ask_for_a_person(phone, stage)
        topic = await agent.opened(timeout_s=PATIENCE_S)
        await agent.tap(topic, "d.take.")
        await phone.heard(stage.expected("@agent-serves"), timeout_s=PATIENCE_S)
        await phone.say("长" * 4090 + "完")
        await agent.sees(topic, "完", timeout_s=PATIENCE_S)
        assert "".join(agent.texts(topic)).count("长") == 4090
        await agent.say(topic, "答" * 4090 + "完")
        await phone.heard("完", timeout_s=PATIENCE_S)
        assert "".join(one.text for one in phone.messages).count("答") == 4090


async def test_a_pin_that_is_refused_repeats_neither_card_nor_call(tmp_path: Path) -> None:
    async with crowded(tmp_path, 1) as crowd:
        [phone], agent, stage = crowd.phones, crowd.agent, crowd.stage
        stage.sandbox.faults.add("pinChatMessage", "429", times=1)
        await ask_for_a_person(phone, stage)
        topic = await agent.opened(timeout_s=PATIENCE_S)
        called = stage.expected("@desk-why-asked")
        await agent.sees(topic, f"🔔 {called}", timeout_s=PATIENCE_S)
        await settled(stage)
        cards = [one for one in agent.messages(topic) if one.buttons]
        calls = [words for words in agent.texts(topic) if words.startswith(f"🔔 {called}")]
        assert (len(cards), len(calls)) == (1, 1)


async def test_a_group_that_takes_no_more_holds_up_no_customer(tmp_path: Path) -> None:
    """Words wait together and arrive once, in order; the customer's own chat goes on."""
    async with crowded(tmp_path, 1) as crowd:
        [phone], agent, stage = crowd.phones, crowd.agent, crowd.stage
        await ask_for_a_person(phone, stage)
        topic = await agent.opened(timeout_s=PATIENCE_S)
        await agent.tap(topic, "d.take.")
        await phone.heard(stage.expected("@agent-serves"), timeout_s=PATIENCE_S)
        await settled(stage)
        stage.sandbox.faults.add("sendMessage", "429", times=1)
        said = [f"第{letter}句" for letter in "ABCDEFGHIJKLMNOPQRST"]  # digits would be covered
        for words in said:
            await phone.say(words)
        await agent.sees(topic, said[19], timeout_s=PATIENCE_S)
        told = "\n".join(agent.texts(topic))
        assert [told.count(one) for one in said] == [1] * 20
        assert told.index(said[0]) < told.index(said[10]) < told.index(said[19])
        messages = [one for one in agent.messages(topic) if "第" in one.text and "句" in one.text]
        assert len(messages) < 20


async def settled(stage: Stage) -> None:
    """Wait until nothing waits to be sent."""
    async with asyncio.timeout(PATIENCE_S):
        while (await stage.desk.base.means.store.backlog()).outbox:  # noqa: ASYNC110 - rows ring no bell here
            await asyncio.sleep(0.1)
