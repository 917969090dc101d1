"""What the commands do; apart from the command line, so that it answers at once."""

from pathlib import Path

from bot import adapters
from bot.config import Settings, load_settings
from bot.errors import SettingsError
from bot.logs import set_up
from bot.render import Renderer
from bot.running import checking, serving, stopping
from bot.sms.catalogue import to_register
from bot.sms.tencent import ApprovedText
from bot.wiring import LOCAL, build_base, build_desk
from storage import open_store
from storage.migrate import upgrade


def checked_settings(config: Path | None) -> Settings:
    """Return the settings, with everything that they name opened once."""
    settings = load_settings(config)
    settings.policy()
    adapters.key_ring(settings)
    adapters.secret(settings.keys.codes, "keys.codes")
    adapters.web_settings(settings)
    adapters.require_speech_model(settings)
    return settings


async def serve_forever(config: Path | None) -> None:
    """Serve until a signal says to stop."""
    settings = checked_settings(config)
    set_up(settings.log.level, settings.log.format)
    async with stopping() as stop, serving(build_desk(settings)):
        await stop.wait()


async def work_forever(config: Path | None, name: str) -> None:
    """Run checks until a signal says to stop."""
    settings = checked_settings(config)
    if settings.jobs.broker == LOCAL:
        raise SettingsError("jobs.broker is local: `resetdesk serve` runs the checks itself")
    named = settings.model_copy(update={"worker": name or f"{settings.worker}-work"})
    set_up(settings.log.level, settings.log.format)
    base = build_base(named, runs_checks=True)
    try:
        async with stopping() as stop, checking(base):
            await stop.wait()
    finally:
        if base.verifier is not None:
            await base.verifier.close()
        await base.means.store.close()


async def migrate_database(config: Path | None) -> None:
    """Run the migrations that are missing."""
    await upgrade(checked_settings(config).database.url)


def message_texts(config: Path | None) -> tuple[ApprovedText, ...]:
    """Return the text messages as a provider wants them registered."""
    settings = checked_settings(config)
    renderer = Renderer(settings.firm.time_zone)
    return to_register(settings.policy(), renderer, adapters.not_me_links(settings))


async def reseal(config: Path | None) -> int:
    """Encrypt anew what is under an older key, and return how much it was."""
    settings = checked_settings(config)
    keys = adapters.key_ring(settings)
    store = open_store(settings.database.url, keys)
    try:
        return await store.reseal() + await adapters.blobs(settings, keys).reseal()
    finally:
        await store.close()
