"""What a firm may set of the web server."""

from dataclasses import dataclass, field
from pathlib import Path

from dialogs.kinds import Lang

TELEGRAM_SCRIPT = "https://telegram.org/js/telegram-web-app.js"
TELEGRAM_CLIENTS = ("https://web.telegram.org", "https://webk.telegram.org")


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Settings of the bot's own pages.

    Attributes:
        public_url: the address customers reach the server by, without a slash at its end.
        secret: signs links and reading tickets.
        bot_token: proves that Telegram opened the password page.
        firm_zh: the firm's name in Chinese.
        firm_en: the firm's name in English.
        service_line: the telephone number for everything else (Guide R14).
        host: the address to listen on.
        port: the port to listen on; 0 takes a free one.
        link_valid_s: how long a link opens its page.
        minimum_reading_s: the shortest time in which a text can have been read.
        launch_age_s: how long ago Telegram may have opened the password page.
        telegram_script_url: Telegram's script for Mini Apps.
        frame_ancestors: who may show the pages inside their own.
        texts_folder: the firm's own agreement texts; None takes the samples.
        metrics_token: what `/metrics` asks for as a bearer token; None serves anybody.
        time_zone: the zone of the times on the pages.
    """

    public_url: str
    secret: bytes = field(repr=False)
    bot_token: str = field(repr=False)
    firm_zh: str
    firm_en: str
    service_line: str
    host: str = "127.0.0.1"
    port: int = 0
    link_valid_s: int = 24 * 3600
    minimum_reading_s: int = 5
    launch_age_s: int = 3600
    telegram_script_url: str = TELEGRAM_SCRIPT
    frame_ancestors: tuple[str, ...] = TELEGRAM_CLIENTS
    texts_folder: Path | None = None
    metrics_token: str | None = field(default=None, repr=False)
    time_zone: str = "Asia/Shanghai"

    def firm(self, lang: Lang) -> str:
        """Return the firm's name in a language."""
        return self.firm_zh if lang is Lang.ZH else self.firm_en
