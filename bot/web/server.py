"""The web server: puts the pages together and listens."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from prometheus_client import CollectorRegistry
from typing_extensions import override

from bot.backoffice.ports import SealingKey
from bot.clock import Clock
from bot.web.guard import guard
from bot.web.health import HealthPages
from bot.web.library import Library
from bot.web.notme import NotMePage
from bot.web.pages import Pages, language_of
from bot.web.passwords import PasswordPage
from bot.web.ports import AgreementHandler, NotMeHandler, PasswordHandler, Readiness
from bot.web.reading import ReadingPages
from bot.web.settings import WebSettings

_STATIC = Path(__file__).parent / "static"
_LARGEST_BODY_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the pages."""

    agreements: AgreementHandler
    passwords: PasswordHandler
    not_me: NotMeHandler
    key: SealingKey
    readiness: Readiness
    library: Library
    registry: CollectorRegistry


class WebServer(AbstractAsyncContextManager["WebServer"]):
    """Listens from entering to leaving; `url` is where."""

    def __init__(
        self,
        settings: WebSettings,
        behind: Behind,
        clock: Clock,
        extra_routes: Sequence[web.RouteDef] = (),
    ) -> None:
        self._settings = settings
        app = application(settings, behind, clock, extra_routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)

    @property
    def url(self) -> str:
        """Return the loopback address that is listened on."""
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    @override
    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, self._settings.host, self._settings.port).start()
        return self

    @override
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()


def application(
    settings: WebSettings,
    behind: Behind,
    clock: Clock,
    extra_routes: Sequence[web.RouteDef] = (),
) -> web.Application:
    """Return the server's application; it writes no access log, since links are personal.

    Args:
        settings: what the firm set.
        behind: what stands behind the pages.
        clock: the time.
        extra_routes: further addresses of the bot on the same server, such as a webhook.
    """
    pages = Pages(settings)
    app = web.Application(
        middlewares=[guard(settings), _kindly(pages)], client_max_size=_LARGEST_BODY_BYTES
    )
    reading = ReadingPages(settings, pages, behind.library, behind.agreements, clock)
    passwords = PasswordPage(settings, pages, behind.passwords, behind.key, clock)
    not_me = NotMePage(settings, pages, behind.not_me, clock)
    health = HealthPages(behind.readiness, behind.registry, settings.metrics_token)
    own = (*reading.routes(), *passwords.routes(), *not_me.routes(), *health.routes())
    app.add_routes([*own, *extra_routes])
    app.router.add_static("/static", _STATIC)
    return app


def _kindly(pages: Pages) -> Middleware:
    """Return the middleware that turns a missing page into one that says so."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            return pages.sorry(language_of(request), "missing", HTTPStatus.NOT_FOUND)

    return answer
