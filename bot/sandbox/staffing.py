"""The invented colleagues as the bot knows them: numbers and roles, for demo and tests."""

from datetime import UTC, datetime
from typing import Any

from bot.sandbox.colleagues import COLLEAGUES, SUPERVISOR, Colleague, Offices
from dialogs.staff import Role
from storage.api import StaffRow, Store

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
_FIRST_NUMBER = 1001
_ROLE = {
    "agent": Role.AGENT,
    "reviewer": Role.REVIEWER,
    "second_reviewer": Role.REVIEWER,
    "supervisor": Role.SUPERVISOR,
}


def desk_section(offices: Offices) -> dict[str, Any]:
    """Return the settings of a desk in the sandbox's groups, open round the clock."""
    return {
        "support_groups": (offices.support,),
        "review_group": offices.review,
        "supervisors": (offices.supervisor,),
        "round_the_clock": True,
    }


async def employ(store: Store, *, on_duty: bool = True) -> None:
    """Give the colleagues their numbers and roles, unless they have them already."""
    async with store.begin() as uow:
        for place, colleague in enumerate(COLLEAGUES):
            if await uow.staff.of_user(colleague.id) is None:
                await uow.staff.save(_row(colleague, place, on_duty=on_duty))
        await uow.commit()


def number_of(key: str) -> str:
    """Return the number under which customers and colleagues know somebody."""
    places = {colleague.key: place for place, colleague in enumerate(COLLEAGUES)}
    return str(_FIRST_NUMBER + places[key])


def _row(colleague: Colleague, place: int, *, on_duty: bool) -> StaffRow:
    roles = frozenset(_ROLE[role].value for role in colleague.roles)
    return StaffRow(
        user_id=colleague.id,
        number=str(_FIRST_NUMBER + place),
        name=colleague.first_name,
        lang="zh" if colleague.language_code.startswith("zh") else "en",
        roles=roles,
        on_duty=on_duty and SUPERVISOR not in colleague.roles,
        granted_by="demo",
        granted_at=_LONG_AGO,
    )
