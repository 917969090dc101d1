"""How one sandbox is set up; the defaults are as strict as Telegram."""

from dataclasses import dataclass, field

STARTUP_TOKEN = "7000000001:SANDBOX-only-works-on-this-machine"  # noqa: S105 - a made-up token


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimits:
    """How fast the bot may send; Telegram's published limits are the defaults.

    A chat takes one message a second and a short burst above it; a group counts
    all of its topics together.
    """

    total_per_s: float = 30
    chat_per_s: float = 1
    chat_burst: int = 8
    group_per_min: int = 20


GENEROUS_RATES = RateLimits(total_per_s=1000, chat_per_s=100, chat_burst=1000, group_per_min=6000)


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxSettings:
    """One bot, one loopback address, and where the sandbox is looser than Telegram.

    `allow_loopback_links`: Telegram refuses buttons that lead to this machine and wants
    https for Mini Apps and webhooks; a demo without certificates needs both.
    `first_update_id`, `first_message_id`: by default they follow the clock, so that a bot
    which remembers an earlier sandbox meets no number twice.
    `callback_ttl_s`: Telegram publishes no figure; a bot that answers within a minute is safe.
    """

    host: str = "127.0.0.1"
    port: int = 0
    extra_hosts: frozenset[str] = frozenset()
    bot_token: str = STARTUP_TOKEN
    bot_username: str = "resetdesk_sandbox_bot"
    bot_first_name: str = "ResetDesk"
    rates: RateLimits = field(default_factory=RateLimits)
    allow_loopback_links: bool = True
    privacy_mode: bool = True
    first_update_id: int | None = None
    first_message_id: int | None = None
    callback_ttl_s: float = 60
    tap_wait_s: float = 15
    file_path_ttl_s: float = 3600
    update_ttl_s: float = 24 * 3600
    webhook_timeout_s: float = 60
    webhook_first_retry_s: float = 1
    webhook_longest_retry_s: float = 60
    page_upload_bytes: int = 200 * 1024 * 1024
    ffprobe: str = "ffprobe"

    @property
    def bot_id(self) -> int:
        """Return the number before the token's colon."""
        return int(self.bot_token.partition(":")[0])
