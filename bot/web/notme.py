"""The page behind a text message: "this was not me" freezes the case.

It tells nobody's name or number, since whoever holds the phone or the message may read it.
Looking at it changes nothing, as messengers look at links by themselves; the button is a
plain form, so that it works in any browser and without JavaScript.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.render import moment
from bot.web.errors import LinkError, LinkExpiredError
from bot.web.guard import WITH_FORM
from bot.web.links import NotMeLink, Signer, read_not_me
from bot.web.pages import Pages, language_of
from bot.web.ports import Asked, NotMeHandler, NotMeState
from bot.web.settings import WebSettings
from dialogs.kinds import Lang

_REPORTABLE = (NotMeState.OPEN, NotMeState.LATE)

Find = Callable[[NotMeLink], Awaitable[Asked | None]]


class NotMePage:
    """Shows what was asked for, and takes the report."""

    def __init__(
        self, settings: WebSettings, pages: Pages, handler: NotMeHandler, clock: Clock
    ) -> None:
        self._pages = pages
        self._handler = handler
        self._clock = clock
        self._signer = Signer(settings.secret)
        self._zone = ZoneInfo(settings.time_zone)
        self._line = settings.service_line

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses served."""
        address = f"{WITH_FORM}{{token}}"
        return [web.get(address, self._show), web.post(address, self._report)]

    async def _show(self, request: web.Request) -> web.Response:
        return await self._answer(request, lambda link: self._handler.asked(link.case_id))

    async def _report(self, request: web.Request) -> web.Response:
        """Take the report; the request's body is not read, the address says everything."""
        now = self._clock.now()
        return await self._answer(request, lambda link: self._handler.on_not_me(link.case_id, now))

    async def _answer(self, request: web.Request, find: Find) -> web.Response:
        try:
            link = read_not_me(self._signer, request.match_info["token"], self._clock.now())
        except LinkExpiredError:
            return self._sorry(language_of(request), "not-me-expired", HTTPStatus.GONE)
        except LinkError:
            return self._sorry(language_of(request), "not-me-wrong", HTTPStatus.NOT_FOUND)
        lang = _wished(request, link.lang)
        asked = await find(link)
        if asked is None:
            return self._sorry(lang, "not-me-wrong", HTTPStatus.NOT_FOUND)
        return self._page(asked, lang)

    def _sorry(self, lang: Lang, key: str, status: HTTPStatus) -> web.Response:
        return self._pages.sorry(lang, key, status)

    def _page(self, asked: Asked, lang: Lang) -> web.Response:
        said = self._pages.texts(lang)
        values = {
            "state": asked.state.value,
            "title": said(f"not-me-{asked.state}-title"),
            "words": said(f"not-me-{asked.state}"),
            "facts": self._facts(asked, lang),
            "telephone": "".join(one for one in self._line if one.isdigit() or one == "+"),
            "other": (Lang.EN if lang is Lang.ZH else Lang.ZH).value,
            "can_report": asked.state in _REPORTABLE,
        }
        return self._pages.page("notme", lang, values)

    def _facts(self, asked: Asked, lang: Lang) -> list[str]:
        """Return what was asked for, a sentence a moment."""
        said = self._pages.texts(lang)
        sentences = [said("not-me-started", at=self._at(asked.started_at, lang))]
        if asked.submitted_at is not None:
            sentences.append(said("not-me-submitted", at=self._at(asked.submitted_at, lang)))
        return sentences

    def _at(self, at: datetime, lang: Lang) -> str:
        return moment(at, self._zone, lang)


def _wished(request: web.Request, otherwise: Lang) -> Lang:
    """Return the language asked for: whoever began the case may speak another one."""
    wished = request.query.get("lang")
    return Lang(wished) if wished in set(Lang) else otherwise
