"""Putting the people's side together: who performs for the staff, and who lets them in."""

from dataclasses import dataclass

from bot.agents.clerk import SupportClerk
from bot.agents.door import Clerks, ReadStaff, StaffDoor
from bot.agents.eye import Eye
from bot.agents.forum import Forum
from bot.agents.group import GroupClerk
from bot.agents.queue import QueueSettings, QueueWatcher
from bot.agents.relay import Relayer
from bot.agents.review.clerk import ReviewClerk
from bot.agents.review.keeper import ReviewKeeper
from bot.agents.review.showing import ReviewShower
from bot.agents.review.topics import ReviewSettings
from bot.agents.told import StaffAnswerer
from bot.agents.topics import TopicKeeper, TopicSettings
from bot.config import DeskSection
from bot.engine import Engine, Means
from bot.outgoing import Messenger
from bot.performing.ports import Kinds
from bot.render import Renderer
from dialogs.policy import Policy
from dialogs.staff import Role
from storage.api import StaffRow

FIRST = "settings"
"""Who granted the first supervisors their role."""


@dataclass(frozen=True, slots=True)
class Office:
    """What the people's side is made from."""

    settings: DeskSection
    means: Means
    engine: Engine
    policy: Policy
    renderer: Renderer
    messenger: Messenger
    forum: Forum
    eye: Eye


def groups_of(settings: DeskSection) -> frozenset[int]:
    """Return the groups whose updates are the staff's."""
    review = () if settings.review_group is None else (settings.review_group,)
    return frozenset((*settings.support_groups, *review))


def performers(office: Office) -> Kinds:
    """Return who performs what the core decides for the staff, by the effect's name."""
    means, forum, renderer = office.means, office.forum, office.renderer
    section = office.settings
    settings = TopicSettings(section.support_groups, section.lang)
    topics = TopicKeeper(means, office.engine, forum, renderer, settings, office.eye)
    queue = QueueWatcher(means, office.policy, QueueSettings(section.minutes_each))
    review = ReviewSettings(section.review_group, section.lang)
    keeper = ReviewKeeper(means, forum, renderer, review)
    shower = ReviewShower(means, forum, renderer, review, office.eye)
    return {
        "Relay": Relayer(means, office.messenger, forum, renderer),
        "LookAtQueue": queue,
        "CallAgents": topics,
        "TellAgents": topics,
        "KeepTopic": topics,
        "AnswerStaff": StaffAnswerer(forum, renderer),
        "OpenReview": keeper,
        "KeepReview": keeper,
        "ShowReasons": keeper,
        "ShowEvidence": shower,
        "ShowDetails": shower,
        "AskWords": shower,
    }


def door(office: Office, read: ReadStaff) -> StaffDoor:
    """Return the door of the staff's groups."""
    lang = office.settings.lang
    clerks = Clerks(
        support=SupportClerk(office.means, office.engine, office.forum, office.renderer, lang),
        group=GroupClerk(office.means, office.engine, lang),
        review=ReviewClerk(office.means, office.engine, lang),
    )
    return StaffDoor(read, office.means, clerks, office.messenger, office.renderer, lang)


async def appoint(means: Means, supervisors: tuple[int, ...]) -> None:
    """Make the settings' users supervisors, unless they are staff already."""
    async with means.store.begin() as uow:
        for user_id in supervisors:
            if await uow.staff.of_user(user_id) is not None:
                continue
            number = await uow.staff.next_number()
            roles = frozenset({Role.SUPERVISOR.value})
            row = StaffRow(
                user_id, number, number, "zh", roles, on_duty=False,
                granted_by=FIRST, granted_at=means.clock.now(),
            )  # fmt: skip
            await uow.staff.save(row)
        await uow.commit()
