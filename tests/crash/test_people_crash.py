"""The process is killed at every commit boundary of what people do behind the bot.

A takeover, and a review with its results: the end must be that of the same conversation in
which nobody died; nothing may be lost, and nothing repeated that must not be.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.agents.review.topics import topic_key as review_key
from bot.agents.topics import topic_key
from dialogs.kinds import Lang
from dialogs.model import Case
from tests.crash.holds import (
    applications,
    happened,
    orders,
    outline,
    replays,
    settled,
    trail,
    whole,
)
from tests.crash.people import (
    AGENT,
    ANSWERED,
    CAPTION,
    MENDED,
    PASSWORDS,
    REFUSED_FIRST,
    SECRET,
    SEEN,
    Worker,
    agent_of,
    be_helped,
    be_reviewed,
    get_results,
    had_before,
    reviewer_of,
)
from tests.crash.theatre import Theatre, theatre, to_submission
from tests.postgres import PostgresServer, postgres_server, postgres_url

__all__ = ["PostgresServer", "postgres_server", "postgres_url"]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

_TOPIC_EFFECTS = ("CallAgents", "TellAgents", "KeepTopic")
_REVIEW_EFFECTS = ("OpenReview", "KeepReview", "ShowReasons", "ShowEvidence")
_TOLD = ("@returned", "@submitted", "@approved", "@choose-again", "@sent-again", "@finished")
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class End:
    """The case, what is on record, what happened, and how many text messages the phone got."""

    case: Case
    record: Counter[str]
    events: Counter[str]
    messages: int


# --- the takeover ---------------------------------------------------------------------------


async def test_dying_at_every_commit_of_a_takeover_changes_nothing_on_sqlite(
    tmp_path: Path,
) -> None:
    await _die_in_a_takeover(tmp_path, None)


async def test_dying_at_a_quarter_of_the_commits_of_a_takeover_changes_nothing_on_postgresql(
    tmp_path: Path, postgres_url: str
) -> None:
    await _die_in_a_takeover(tmp_path, postgres_url)


async def _die_in_a_takeover(folder: Path, database: str | None) -> None:
    wanted = await _help_calmly(_folder(folder, "calm"))
    stormy = _folder(folder, "stormy")
    async with (
        theatre(stormy, Lang.ZH, mortal=True, database=database, desk=True) as show,
        agent_of(show) as agent,
    ):
        case = await be_helped(show, agent)
        await settled(show)
        assert show.house.problems == []
        assert show.house.died_at_least(140)
        assert await _end(show, case) == wanted
        await whole(show, case)
        await replays(show)
        await one_topic(show, agent, case, _TOPIC_EFFECTS)
        the_agent_saw_everything(show, agent)
        the_customer_heard_the_agent(show)
        only_the_agent_spoke(show, case)
        async with show.store.begin() as uow:
            who = await uow.staff.of_number(AGENT)
        assert who is not None
        assert who.on_duty  # as whoever takes a talk is


async def _help_calmly(folder: Path) -> End:
    async with (
        theatre(folder, Lang.ZH, mortal=False, desk=True) as show,
        agent_of(show) as agent,
    ):
        case = await be_helped(show, agent)
        await settled(show)
        return await _end(show, case)


def the_agent_saw_everything(show: Theatre, agent: Worker) -> None:
    """Each of the customer's messages, in order; again only after a death; never the secret."""
    [topic] = [one for one in agent.hand.topics if agent.hand.messages(one.thread_id)]
    told = "\n".join(one.text for one in agent.hand.messages(topic.thread_id) if one.by_bot)
    assert _in_order(told, SEEN)
    most = 1 + show.house.ledger.while_doing(*_TOPIC_EFFECTS)
    assert all(told.count(words) <= most for words in SEEN)
    kinds = [one.kind for one in agent.hand.messages(topic.thread_id) if one.by_bot]
    assert 1 <= kinds.count("voice") <= most
    every = [text for one in (1, topic.thread_id) for text in agent.hand.texts(one)]
    assert not [text for text in every if SECRET in text]


def the_customer_heard_the_agent(show: Theatre) -> None:
    """Each of the agent's messages, in order, as it is now; again only after a death."""
    said = (ANSWERED[0], MENDED, CAPTION)
    spoken = [one.text for one in show.phone.messages if one.by_bot and AGENT in one.text]
    told = "\n".join(spoken)
    assert _in_order(told, said)
    deaths = show.house.ledger.while_doing("Relay")
    assert all(told.count(words) <= 1 + deaths for words in said)
    assert len(spoken) <= 1 + len(said) + deaths


def only_the_agent_spoke(show: Theatre, case: Case) -> None:
    """From taking to handing back nothing but the agent, and the prompt that they asked for."""
    expected = show.teller.stage.expected
    chat = [one for one in show.phone.messages if one.by_bot]
    served, back, prompt = expected("@agent-serves"), expected("@handed-back"), expected("@intro")
    first = next(place for place, one in enumerate(chat) if served in one.text)
    last = next(place for place, one in enumerate(chat) if back in one.text)
    between = [one.text for one in chat[first:last] if AGENT not in one.text]
    assert between
    assert all(prompt in words for words in between)
    assert len(between) <= 1 + show.house.ledger.while_doing("Say")
    assert all(back in one.text and prompt in one.text for one in chat[last:])
    assert any((one.data or "").startswith(f"{case.prompt_no}.") for one in chat[-1].buttons)


# --- the review and the result --------------------------------------------------------------


async def test_dying_at_every_commit_of_review_and_result_changes_nothing_on_sqlite(
    tmp_path: Path,
) -> None:
    await _die_in_a_review(tmp_path, None)


async def test_dying_at_a_quarter_of_the_commits_of_a_review_changes_nothing_on_postgresql(
    tmp_path: Path, postgres_url: str
) -> None:
    await _die_in_a_review(tmp_path, postgres_url)


async def _die_in_a_review(folder: Path, database: str | None) -> None:
    async with (
        theatre(_folder(folder, "calm"), Lang.ZH, mortal=False, desk=True) as show,
        reviewer_of(show) as reviewer,
    ):
        wanted = await _end(show, await _judged(show, reviewer, mortal=False))
        ordered = await orders(show)
    stormy = _folder(folder, "stormy")
    async with (
        theatre(stormy, Lang.ZH, mortal=False, database=database, desk=True) as show,
        reviewer_of(show) as reviewer,
    ):
        case = await _judged(show, reviewer, mortal=True)
        assert show.house.problems == []
        assert show.house.died_at_least(290)
        assert await _end(show, case) == wanted
        assert await orders(show) == ordered
        assert sum(ordered.values()) == len(PASSWORDS) + 1
        await whole(show, case)
        await replays(show)
        await one_topic(show, reviewer, case, _REVIEW_EFFECTS)
        numbers = await applications(show, case)
        assert len(numbers) == _ROUNDS
        assert case.submission.application_number == numbers[-1]
        the_customer_heard_all(show)
        no_evidence_stays(show, reviewer)


async def _judged(show: Theatre, reviewer: Worker, *, mortal: bool) -> Case:
    await to_submission(show, PASSWORDS)
    await had_before(show, REFUSED_FIRST)
    await settled(show)
    if mortal:
        show.house.begin_to_die()
    await be_reviewed(show, reviewer)
    case = await get_results(show)
    await settled(show)
    return case


def the_customer_heard_all(show: Theatre) -> None:
    """Each thing is said; again only after a death in the middle of saying it."""
    texts = [one.text for one in show.phone.messages if one.by_bot]
    deaths = show.house.ledger.while_doing("Say")
    for key in _TOLD:
        words = show.teller.stage.expected(key)
        assert 1 <= sum(words in one for one in texts) <= _ROUNDS + deaths, key


def no_evidence_stays(show: Theatre, reviewer: Worker) -> None:
    """What was shown is taken away, but a copy that a death kept the bot from knowing of."""
    every = [
        one for topic in reviewer.hand.topics for one in reviewer.hand.messages(topic.thread_id)
    ]
    left = [one for one in every if one.kind in {"photo", "video"}]
    assert len(left) <= show.house.ledger.while_doing("ShowEvidence")
    assert all(one.body.get("has_protected_content") for one in left)


# --- what both have in common ---------------------------------------------------------------


async def _end(show: Theatre, case: Case) -> End:
    """Return what the ends must have in common."""
    messages = len(show.phone.sms(show.teller.person.phone))
    return End(outline(case), await trail(show, case), await happened(show, case), messages)


async def one_topic(show: Theatre, worker: Worker, case: Case, effects: Sequence[str]) -> None:
    """One topic is bound, its card pinned; a death may have left others behind, empty ones."""
    group = worker.hand.chat_id
    keys = topic_key(show.phone.user_id), review_key(case.case_id)
    async with show.store.begin() as uow:
        bound = [one for key in keys if (one := await uow.topics.get(key)) is not None]
    [topic] = [one for one in bound if one.group_id == group]
    pinned = worker.hand.pinned(topic.thread_id)
    assert pinned is not None
    assert pinned.id == topic.card_id
    orphans = [one for one in worker.hand.topics if one.thread_id != topic.thread_id]
    assert len(orphans) <= show.house.ledger.while_doing(*effects)
    assert [one for one in orphans if worker.hand.messages(one.thread_id)] == []


def _in_order(told: str, words: Sequence[str]) -> bool:
    places = [told.find(one) for one in words]
    return -1 not in places and places == sorted(places)


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder
