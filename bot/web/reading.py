"""The agreement pages: opened and read to their end (Guide R27, R35, R42, R43)."""

from datetime import datetime, timedelta
from http import HTTPStatus

from aiohttp import web

from bot.clock import Clock
from bot.web.errors import LinkError, LinkExpiredError
from bot.web.library import GUIDE, RULES, Library, ReadingText
from bot.web.links import AgreementLink, Signer, read_agreement
from bot.web.pages import Pages, language_of
from bot.web.ports import AgreementHandler, AgreementSighting, Reception, Sighting
from bot.web.settings import WebSettings
from dialogs.kinds import Lang

_SCRIPT_WORDS = (
    "reading-to-do",
    "reading-done",
    "reading-sending",
    "reading-failed",
    "reading-over",
    "reading-too-fast",
)


class ReadingPages:
    """Shows texts and takes note of their being read."""

    def __init__(
        self,
        settings: WebSettings,
        pages: Pages,
        library: Library,
        handler: AgreementHandler,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._pages = pages
        self._library = library
        self._handler = handler
        self._clock = clock
        self._signer = Signer(settings.secret)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses served."""
        return [
            web.get("/a/{token}", self._show),
            web.post("/a/{token}/opened", self._opened),
            web.post("/a/{token}/read", self._read),
            web.get(f"/{GUIDE}/{{lang:zh|en}}", self._open_text),
            web.get(f"/{RULES}/{{lang:zh|en}}", self._open_text),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        try:
            link, text = self._asked(request)
        except LinkExpiredError:
            return self._pages.sorry(language_of(request), "expired", HTTPStatus.GONE)
        except LinkError:
            return self._pages.sorry(language_of(request), "wrong", HTTPStatus.NOT_FOUND)
        if text.version != link.version:
            return self._pages.sorry(link.lang, "renewed", HTTPStatus.GONE)
        return self._page(text, request.match_info["token"])

    async def _open_text(self, request: web.Request) -> web.Response:
        lang = Lang(request.match_info["lang"])
        return self._page(self._library.text(request.path.split("/")[1], lang), None)

    def _page(self, text: ReadingText, token: str | None) -> web.Response:
        said = self._pages.texts(text.lang)
        values = {
            "title": text.title,
            "version": said("reading-version", version=text.version),
            "digest": text.sha256,
            "content": self._pages.html_of(text.markdown),
            "token": token,
            "ticket": self._ticket() if token is not None else "",
            "minimum_s": self._settings.minimum_reading_s,
            "words": self._pages.words_for_script(text.lang, _SCRIPT_WORDS),
            "waits": said("reading-wait", seconds="%"),
        }
        return self._pages.page("reading", text.lang, values)

    async def _opened(self, request: web.Request) -> web.Response:
        return await self._take(request, Sighting.OPENED)

    async def _read(self, request: web.Request) -> web.Response:
        if not await self._long_enough(request):
            return _said("too_fast", HTTPStatus.TOO_EARLY)
        return await self._take(request, Sighting.READ)

    async def _take(self, request: web.Request, kind: Sighting) -> web.Response:
        try:
            link, text = self._asked(request)
        except LinkError:
            return _said("expired", HTTPStatus.GONE)
        if text.version != link.version:
            return _said("expired", HTTPStatus.GONE)
        sighting = AgreementSighting(
            link.case_id, link.agreement, text.version, text.sha256, kind, self._clock.now()
        )
        reception = await self._handler.on_agreement(sighting)
        status = HTTPStatus.OK if reception is Reception.TAKEN else HTTPStatus.CONFLICT
        return _said(reception.value, status)

    def _asked(self, request: web.Request) -> tuple[AgreementLink, ReadingText]:
        link = read_agreement(self._signer, request.match_info["token"], self._clock.now())
        return link, self._library.text(link.agreement.value, link.lang)

    def _ticket(self) -> str:
        """Return a signed note of when the page was opened, good as long as its link."""
        now = self._clock.now()
        valid = timedelta(seconds=self._settings.link_valid_s)
        return self._signer.sign("ticket", [repr(now.timestamp())], now + valid)

    async def _long_enough(self, request: web.Request) -> bool:
        now = self._clock.now()
        try:
            body = await request.json()
            (opened_at,) = self._signer.read("ticket", str(body["ticket"]), now)
        except (LinkError, ValueError, KeyError, TypeError):
            return False
        opened = datetime.fromtimestamp(float(opened_at), now.tzinfo)
        return (now - opened).total_seconds() >= self._settings.minimum_reading_s


def _said(word: str, status: HTTPStatus) -> web.Response:
    return web.json_response({"reception": word}, status=status)
