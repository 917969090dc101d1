"""Taking updates: long polling or a webhook, never both."""

import re

from aiogram.methods import DeleteWebhook, GetUpdates, GetWebhookInfo, SetWebhook

from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.methods.registry import Described, Table
from bot.sandbox.state import Json
from bot.sandbox.updates import MOST_UPDATES
from bot.sandbox.webhook import DEFAULT_CONNECTIONS, Target, is_loopback
from bot.sandbox.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
MOST_CONNECTIONS = 100


async def get_updates(world: World, call: GetUpdates) -> list[Json]:
    """Answer at once if something waits, else when it comes or the time is over."""
    if world.webhook.target is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    world.updates.allow(call.allowed_updates)
    if call.offset is not None:
        world.updates.confirm(call.offset)
    limit = min(max(call.limit or MOST_UPDATES, 1), MOST_UPDATES)
    return await world.updates.poll(limit, max(call.timeout or 0, 0))


async def set_webhook(world: World, call: SetWebhook) -> Described:
    """Deliver to this address from now on; a poll that waits is ended."""
    if not call.url:
        return await _unset(world, drop=call.drop_pending_updates)
    _check_address(world, call.url)
    if call.secret_token is not None and not SECRET.fullmatch(call.secret_token):
        raise bad_request("secret token contains unallowed characters")
    if call.drop_pending_updates:
        world.updates.clear()
    world.updates.allow(call.allowed_updates)
    world.updates.interrupt("setWebhook request")
    connections = min(max(call.max_connections or DEFAULT_CONNECTIONS, 1), MOST_CONNECTIONS)
    target = Target(call.url, call.secret_token, connections)
    if world.webhook.target == target:
        return Described(True, "Webhook is already set")
    world.webhook.set(target)
    return Described(True, "Webhook was set")


def _check_address(world: World, url: str) -> None:
    if not world.settings.allow_loopback_links and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not url.startswith(("http://", "https://")) or not is_loopback(url):
        raise bad_request("bad webhook: the sandbox delivers to this machine only")


async def delete_webhook(world: World, call: DeleteWebhook) -> Described:
    """Go back to long polling."""
    return await _unset(world, drop=call.drop_pending_updates)


async def _unset(world: World, *, drop: bool | None) -> Described:
    if drop:
        world.updates.clear()
    if world.webhook.target is None:
        return Described(True, "Webhook is already deleted")
    world.webhook.set(None)
    return Described(True, "Webhook was deleted")


async def get_webhook_info(world: World, call: GetWebhookInfo) -> Json:
    """Tell where updates go and what went wrong last."""
    del call
    return world.webhook.info()


HANDLERS: Table = {
    GetUpdates: get_updates,
    SetWebhook: set_webhook,
    DeleteWebhook: delete_webhook,
    GetWebhookInfo: get_webhook_info,
}
