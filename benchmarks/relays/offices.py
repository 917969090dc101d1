"""Groups and agents under a sandbox, and the settings of a bot that works for them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.settings import sections
from bot.sandbox.colleagues import Offices, open_offices
from bot.sandbox.server import Sandbox
from bot.sandbox.staffing import desk_section


@dataclass(frozen=True, slots=True)
class Groups:
    """The support groups of one sandbox, and who is in all of them."""

    offices: Offices
    support: tuple[int, ...]


def found(sandbox: Sandbox, count: int) -> Groups:
    """Found so many support groups; the agents are in each of them."""
    offices = open_offices(sandbox)
    members = (offices.supervisor, *offices.agents)
    more = [sandbox.add_group(f"Support {number}", members).id for number in range(2, count + 1)]
    return Groups(offices, (offices.support, *more))


def with_desk(sandbox: Sandbox, folder: Path, database: str, groups: Groups) -> dict[str, Any]:
    """Return the settings of the product with its people, who work round the clock."""
    desk = {**desk_section(groups.offices), "support_groups": groups.support}
    return {**sections(sandbox, folder, database), "desk": desk}


def strict(given: dict[str, Any]) -> dict[str, Any]:
    """Return the settings with the product's own limits on sending, which are Telegram's."""
    own = ("total_per_s", "chat_burst", "group_per_min")
    telegram = {name: value for name, value in given["telegram"].items() if name not in own}
    return {**given, "telegram": telegram}
