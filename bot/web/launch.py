"""Proof that Telegram itself opened the password page, for whom, and when."""

from datetime import datetime

from aiogram.utils.web_app import safe_parse_webapp_init_data

from bot.web.errors import LaunchError

_CLOCK_SKEW_S = 60


def launched_by(init_data: str, bot_token: str, now: datetime, max_age_s: int) -> int:
    """Return the id of the user whom Telegram opened the page for.

    Raises:
        LaunchError: the data are not Telegram's, are of nobody, or are too old.
    """
    try:
        launch = safe_parse_webapp_init_data(bot_token, init_data)
    except ValueError:
        raise LaunchError("not opened by Telegram") from None
    age_s = (now - launch.auth_date).total_seconds()
    if not -_CLOCK_SKEW_S <= age_s <= max_age_s:
        raise LaunchError("opened too long ago", stale=True)
    if launch.user is None:
        raise LaunchError("opened for nobody")
    return launch.user.id
