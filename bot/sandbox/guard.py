"""Keeps the sandbox to this machine and the page's requests to the page itself."""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.webhook import LOOPBACK

PUBLIC = "/page/static/"
"""Files without secrets: a Mini App on the bot's own port loads its script from here."""
SAFE_METHODS = frozenset({"GET", "HEAD"})
OWN_SITES = frozenset({"same-origin", "none"})


def guard(extra_hosts: frozenset[str]) -> Middleware:
    """Return the middleware: a foreign Host header or a foreign page is turned away.

    The Host check defeats DNS rebinding; the Origin check keeps other sites in the same
    browser from acting on a phone, sending text messages or scripting faults.
    """
    hosts = LOOPBACK | extra_hosts

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        own = request.headers.get("Host", "")
        if urlsplit(f"//{own}").hostname not in hosts:
            return web.Response(status=421, text="this server answers on loopback only")
        if _foreign(request, own):
            return web.Response(status=403, text="this server answers its own page only")
        return await handler(request)

    return middleware


def _foreign(request: web.Request, own: str) -> bool:
    if request.method in SAFE_METHODS and request.path.startswith(PUBLIC):
        return False
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != own:
        return True
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return False
    return request.headers.get("Sec-Fetch-Site", "none") not in OWN_SITES
