"""Where numbers start: with the clock, so that a new sandbox never repeats an old one's.

A bot remembers update and message numbers in its own database, which outlives a sandbox.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox.settings import SandboxSettings

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
UPDATES_PER_S = 10
MESSAGES_PER_S = 5
CALLBACKS_PER_S = 1000
FIRST_UPDATE_ID = 100_000_001
FIRST_MESSAGE_ID = 1
FIRST_CALLBACK_ID = 4_000_000_000_000_000
FIRST_WEB_APP_ID = 8_000_000_000_000_000


@dataclass(frozen=True, slots=True)
class FirstNumbers:
    """The first number of each kind in one sandbox."""

    update_id: int
    message_id: int
    callback_id: int
    web_app_id: int


def first_numbers(settings: SandboxSettings, now: datetime) -> FirstNumbers:
    """Return the settings' numbers, or such as no earlier sandbox can have reached."""
    passed_s = max(0, int((now - BEGINNING).total_seconds()))
    return FirstNumbers(
        settings.first_update_id or FIRST_UPDATE_ID + passed_s * UPDATES_PER_S,
        settings.first_message_id or FIRST_MESSAGE_ID + passed_s * MESSAGES_PER_S,
        FIRST_CALLBACK_ID + passed_s * CALLBACKS_PER_S,
        FIRST_WEB_APP_ID + passed_s * CALLBACKS_PER_S,
    )
