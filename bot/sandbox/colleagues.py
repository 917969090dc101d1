"""The firm's people in the demo and in tests: all invented, and the two groups they work in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox import acts
from bot.sandbox.state import FIRST_STAFF_ID, PRESENT, Account, Status

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

AGENT = "agent"
REVIEWER = "reviewer"
SECOND_REVIEWER = "second_reviewer"
SUPERVISOR = "supervisor"

SUPPORT_GROUP_ID = -1_002_900_000_001
REVIEW_GROUP_ID = -1_002_900_000_002
"""Fixed, so that a bot which remembers its groups finds them again after a restart."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """An invented colleague.

    Attributes:
        key: a stable name for tests and settings.
        id: the Telegram number, far above every customer's.
        first_name: as the groups show it.
        language_code: of the person's Telegram, `zh-hans` or `en`.
        roles: what the person is there to do; the page's identity switch tells them.
    """

    key: str
    id: int
    first_name: str
    language_code: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offices:
    """The two groups and who works in them, by Telegram number."""

    support: int
    review: int
    agents: tuple[int, ...]
    reviewer: int
    second_reviewer: int
    supervisor: int


COLLEAGUES: tuple[Colleague, ...] = (
    Colleague("agent_lin", FIRST_STAFF_ID, "小林", "zh-hans", (AGENT,)),
    Colleague("agent_amy", FIRST_STAFF_ID + 1, "Amy", "en", (AGENT,)),
    Colleague("reviewer_gu", FIRST_STAFF_ID + 2, "小顾", "zh-hans", (REVIEWER,)),
    Colleague("reviewer_nora", FIRST_STAFF_ID + 3, "Nora", "en", (SECOND_REVIEWER,)),
    Colleague("supervisor_he", FIRST_STAFF_ID + 4, "老贺", "zh-hans", (SUPERVISOR,)),
)
BY_KEY = {colleague.key: colleague for colleague in COLLEAGUES}


def open_offices(sandbox: "Sandbox") -> Offices:
    """Bring the colleagues and their two groups into a sandbox; a second time changes nothing.

    The supervisor owns both groups. Everybody else in them, the bot included, is an
    administrator who may manage topics, pin, and delete messages.
    """
    for colleague in COLLEAGUES:
        _account(sandbox, colleague)
    offices = _offices()
    everybody = (offices.supervisor, *offices.agents)
    _group(sandbox, offices.support, "客服组 Support", everybody)
    reviewers = (offices.supervisor, offices.reviewer, offices.second_reviewer)
    _group(sandbox, offices.review, "审核组 Review", reviewers)
    return offices


def _offices() -> Offices:
    return Offices(
        support=SUPPORT_GROUP_ID,
        review=REVIEW_GROUP_ID,
        agents=_with_role(AGENT),
        reviewer=_with_role(REVIEWER)[0],
        second_reviewer=_with_role(SECOND_REVIEWER)[0],
        supervisor=_with_role(SUPERVISOR)[0],
    )


def _with_role(role: str) -> tuple[int, ...]:
    return tuple(colleague.id for colleague in COLLEAGUES if role in colleague.roles)


def _account(sandbox: "Sandbox", colleague: Colleague) -> None:
    account = Account(
        colleague.id,
        colleague.first_name,
        language_code=colleague.language_code,
        roles=colleague.roles,
    )
    if sandbox.world.state.accounts.get(colleague.id) != account:
        acts.save_user(sandbox.world, account)


def _group(sandbox: "Sandbox", chat_id: int, title: str, members: tuple[int, ...]) -> None:
    """Found a group under a fixed number, or let back in who is missing in it."""
    world = sandbox.world
    chat = world.state.chats.get(chat_id)
    if chat is None:
        chat = acts.add_group(world, title, members, chat_id=chat_id)
    wanted: Status = "administrator"
    for user_id in (world.state.bot.id, *members[1:]):
        if chat.status_of(user_id) not in PRESENT or chat.status_of(user_id) == "member":
            acts.set_status(world, chat_id, user_id, wanted)
