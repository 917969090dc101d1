"""The password page, a Telegram Mini App (Guide R16-R26, D1-D6).

A password arrives here in clear, is judged, is sealed, and is gone: it is never written to a
log, a file, a database or an error. The page never learns the facts it is judged by.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.backoffice.errors import BackOfficeError
from bot.backoffice.ports import SealingKey
from bot.clock import Clock
from bot.seal import Sealed, seal
from bot.web.errors import LaunchError, LinkError, LinkExpiredError, WebError
from bot.web.launch import launched_by
from bot.web.links import PasswordLink, Signer, read_passwords
from bot.web.pages import Pages, language_of
from bot.web.ports import (
    PasswordHandler,
    PasswordItem,
    PasswordSubmission,
    PasswordTask,
    Reception,
)
from bot.web.settings import WebSettings
from bot.web.texts import PageTexts
from dialogs.kinds import ACCOUNT_OF, PasswordKind, PasswordRule
from dialogs.rules.passwords import PasswordProblem, advice, problems

_LONGEST = 64
_FORM = {
    PasswordRule.DIGITS_8: PasswordProblem.EIGHT_DIGITS,
    PasswordRule.DIGITS_6: PasswordProblem.SIX_DIGITS,
    PasswordRule.ALPHANUMERIC: PasswordProblem.LETTERS_AND_DIGITS,
}
_LENGTH = {PasswordRule.DIGITS_8: 8, PasswordRule.DIGITS_6: 6, PasswordRule.ALPHANUMERIC: 12}
_RUNS = (PasswordProblem.REPEATED, PasswordProblem.CONSECUTIVE)
_OWN = (PasswordProblem.BIRTH_DATE, PasswordProblem.DOCUMENT_TAIL)
_SCRIPT_WORDS = (
    "app-loading", "app-outside", "app-stale", "app-nothing", "app-failed", "app-retry",
    "app-safe", "app-entry", "app-repeat", "app-show", "app-hide", "app-rules", "app-advice",
    "app-advice-note", "app-next", "app-review", "app-back", "app-edit", "app-issued",
    "app-seat-what", "app-seat-help", "app-summary", "app-summary-words", "app-ready",
    "app-ready-issued", "app-submit", "app-sending", "app-done-title", "app-done", "app-over",
    "app-refused", "app-close", "expired-title", "expired-words",
    "rules-title", "guide-title",
)  # fmt: skip


class _RefusalError(WebError):
    """The page cannot have what it asks for."""

    def __init__(self, word: str, status: HTTPStatus) -> None:
        super().__init__(word)
        self.word = word
        self.status = status


@dataclass(frozen=True, slots=True)
class _Entry:
    """Both entries of one password, for the moment of judging them."""

    password: str = field(repr=False)
    repeat: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A page that Telegram opened for the customer of a case, and what the case asks."""

    link: PasswordLink
    task: PasswordTask


class PasswordPage:
    """Shows the page, judges what is typed and hands over what is sealed."""

    def __init__(
        self,
        settings: WebSettings,
        pages: Pages,
        handler: PasswordHandler,
        key: SealingKey,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._pages = pages
        self._handler = handler
        self._key = key
        self._clock = clock
        self._signer = Signer(settings.secret)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses served."""
        return [
            web.get("/app/passwords", self._show),
            web.post("/app/passwords/open", _answering(self._open)),
            web.post("/app/passwords/check", _answering(self._check)),
            web.post("/app/passwords", _answering(self._submit)),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        token = request.query.get("t", "")
        try:
            link = read_passwords(self._signer, token, self._clock.now())
        except LinkExpiredError:
            return self._pages.sorry(language_of(request), "expired", HTTPStatus.GONE)
        except LinkError:
            return self._pages.sorry(language_of(request), "wrong", HTTPStatus.NOT_FOUND)
        values = {
            "title": self._pages.texts(link.lang)("app-title"),
            "token": token,
            "telegram_script": self._settings.telegram_script_url,
            "words": self._pages.words_for_script(link.lang, _SCRIPT_WORDS),
        }
        return self._pages.page("passwords", link.lang, values)

    async def _open(self, request: web.Request) -> web.Response:
        sitting = await self._sitting(await _body(request))
        said = self._pages.texts(sitting.link.lang)
        items = sitting.task.items
        shown = [_shown(said, item, n, len(items)) for n, item in enumerate(items, start=1)]
        return web.json_response({"items": shown})

    async def _check(self, request: web.Request) -> web.Response:
        body = await _body(request)
        sitting = await self._sitting(body)
        item = _item(sitting.task, body.get("kind"))
        entry = _entry(body)
        others = tuple(_plain(other) for other in _list(body.get("others")))
        context = replace(sitting.task.context, others=others)
        said = self._pages.texts(sitting.link.lang)
        return web.json_response(
            {
                "problems": problems(entry.password, entry.repeat, item.rule, context),
                "advice": [
                    said(f"advice-{one}") for one in advice(entry.password, item.rule, context)
                ],
            }
        )

    async def _submit(self, request: web.Request) -> web.Response:
        body = await _body(request)
        sitting = await self._sitting(body)
        entries = _entries(sitting.task, body.get("entries"))
        broken = _broken(sitting.task, entries)
        if broken:
            return web.json_response({"problems": broken}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        sealed = await self._sealed(sitting.link.case_id, entries)
        submission = PasswordSubmission(
            sitting.link.user_id, sitting.link.case_id, sealed, self._clock.now()
        )
        if await self._handler.on_passwords(submission) is Reception.OVER:
            raise _RefusalError("over", HTTPStatus.CONFLICT)
        return web.json_response({"reception": "taken"})

    async def _sitting(self, body: Mapping[str, object]) -> _Sitting:
        """Return who sits there for which case; both Telegram and the link must say so."""
        now = self._clock.now()
        init_data = str(body.get("init_data", ""))
        try:
            link = read_passwords(self._signer, str(body.get("t", "")), now)
            user = launched_by(
                init_data, self._settings.bot_token, now, self._settings.launch_age_s
            )
        except LinkError:
            raise _RefusalError("expired", HTTPStatus.GONE) from None
        except LaunchError as error:
            word = "stale" if error.stale else "outside"
            raise _RefusalError(word, HTTPStatus.UNAUTHORIZED) from None
        if user != link.user_id:
            raise _RefusalError("outside", HTTPStatus.FORBIDDEN)
        task = await self._handler.task(link.user_id, link.case_id)
        if task is None or not task.items:
            raise _RefusalError("nothing", HTTPStatus.CONFLICT)
        return _Sitting(link, task)

    async def _sealed(
        self, case_id: str, entries: Mapping[PasswordKind, _Entry]
    ) -> tuple[Sealed, ...]:
        if not entries:
            return ()
        try:
            key = await self._key.current()
        except BackOfficeError:
            raise _RefusalError("failed", HTTPStatus.SERVICE_UNAVAILABLE) from None
        at = self._clock.now()
        return tuple(
            seal(entry.password, kind, case_id, key, at) for kind, entry in entries.items()
        )


def _shown(said: PageTexts, item: PasswordItem, n: int, total: int) -> dict[str, object]:
    """Return what the page may know of an item: words, never the customer's facts."""
    words: dict[str, object] = {
        "kind": item.kind,
        "title": said(f"kind-{item.kind}"),
        "account": said(f"account-{ACCOUNT_OF[item.kind]}"),
        "progress": said("app-progress", n=n, total=total),
        "issued": item.rule is PasswordRule.ISSUED,
        "seat": said("app-seat", seat=item.seat) if item.seat else None,
    }
    if item.rule is PasswordRule.ISSUED:
        return words
    numeric = item.rule is not PasswordRule.ALPHANUMERIC
    length = _LENGTH[item.rule]
    lines = (_FORM[item.rule], *_RUNS, *(_OWN if numeric else ()), PasswordProblem.MISMATCH)
    return words | {
        "numeric": numeric,
        "length": length,
        "form": _FORM[item.rule],
        "hint": said("app-entry-digits", count=length) if numeric else said("app-entry-letters"),
        "lines": [{"problem": line, "text": said(f"rule-{line}")} for line in lines],
    }


def _broken(
    task: PasswordTask, entries: Mapping[PasswordKind, _Entry]
) -> dict[str, tuple[PasswordProblem, ...]]:
    """Judge all passwords once more, whatever the page said of them (Guide R24)."""
    found = {}
    for item in task.items:
        if item.rule is PasswordRule.ISSUED:
            continue
        entry = entries[item.kind]
        broken = problems(entry.password, entry.repeat or "", item.rule, task.context)
        if broken:
            found[item.kind.value] = broken
    return found


def _entries(task: PasswordTask, given: object) -> dict[PasswordKind, _Entry]:
    """Return the entries of exactly the kinds that are asked for."""
    wanted = [item.kind for item in task.items if item.rule is not PasswordRule.ISSUED]
    if not isinstance(given, dict) or set(given) != {kind.value for kind in wanted}:
        raise _RefusalError("changed", HTTPStatus.CONFLICT)
    return {kind: _entry(given[kind.value]) for kind in wanted}


def _entry(given: object) -> _Entry:
    if not isinstance(given, dict) or not isinstance(given.get("password"), str):
        raise _RefusalError("malformed", HTTPStatus.BAD_REQUEST)
    repeat = given.get("repeat")
    return _Entry(_plain(given["password"]), None if repeat is None else _plain(repeat))


def _plain(given: object) -> str:
    """Return what a Chinese keyboard may have typed in full width as plain characters."""
    if not isinstance(given, str) or len(given) > _LONGEST:
        raise _RefusalError("malformed", HTTPStatus.BAD_REQUEST)
    return unicodedata.normalize("NFKC", given)


def _item(task: PasswordTask, kind: object) -> PasswordItem:
    for item in task.items:
        if item.kind == kind:
            return item
    raise _RefusalError("changed", HTTPStatus.CONFLICT)


def _list(given: object) -> list[object]:
    return given[: len(PasswordKind)] if isinstance(given, list) else []


async def _body(request: web.Request) -> dict[str, object]:
    """Return the request's JSON object; an error never repeats what was sent."""
    try:
        body = await request.json()
    except (ValueError, UnicodeDecodeError):
        body = None
    if not isinstance(body, dict):
        raise _RefusalError("malformed", HTTPStatus.BAD_REQUEST)
    return body


def _answering(handler: Handler) -> Handler:
    """Turn a refusal into an answer with one word for the page's script."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except _RefusalError as refusal:
            return web.json_response({"error": refusal.word}, status=refusal.status)

    return answer
