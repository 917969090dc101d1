"""The demo's colleagues: who they are, and what they do by themselves, as the page may set it."""

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.colleagues import Offices, open_offices
from bot.sandbox.standins import StandIns, Wishes

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

_SWITCHES = ("agent", "reviewer", "returns_first")


class DemoColleagues:
    """The offices of a demo's sandbox and the colleagues in them."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.offices: Offices = open_offices(sandbox)
        self._standins = StandIns(sandbox.world, self.offices)

    async def run(self) -> None:
        """Let the colleagues act until cancelled."""
        await self._standins.run()

    async def show(self, _request: web.Request) -> web.Response:
        """Tell what they do by themselves."""
        return web.json_response(_form(self._standins.wishes))

    async def change(self, request: web.Request) -> web.Response:
        """Change it: an object with any of the switches."""
        try:
            wish = await request.json()
        except ValueError as error:
            raise web.HTTPBadRequest(text="the body is not JSON") from error
        known = isinstance(wish, dict) and all(
            name in _SWITCHES and isinstance(value, bool) for name, value in wish.items()
        )
        if not known:
            raise web.HTTPBadRequest(text=f"only {', '.join(_SWITCHES)}, each true or false")
        return web.json_response(_form(self._standins.wish(**wish)))

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses, beside those of the drawer."""
        path = "/page/demo/colleagues"
        return [web.get(path, self.show), web.post(path, self.change)]


def _form(wishes: Wishes) -> dict[str, Any]:
    return {name: getattr(wishes, name) for name in _SWITCHES}
