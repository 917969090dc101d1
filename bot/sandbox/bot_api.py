"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import aiogram.methods
import structlog
from aiohttp import ClientResponse, web

from bot.sandbox.errors import ApiError, BrokenAnswerError, DroppedConnectionError
from bot.sandbox.faults import FILE_DOWNLOAD
from bot.sandbox.methods import METHODS
from bot.sandbox.methods.registry import Described, check_answer
from bot.sandbox.requests import RawCall, decode, read_reply, read_request
from bot.sandbox.state import Json
from bot.sandbox.world import World

log = structlog.get_logger(__name__)

dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


async def perform(world: World, call: RawCall) -> Json:
    """Do one call and return the body of its answer."""
    known = METHODS.get(call.method.lower())
    if known is None:
        raise _unknown(call.method)
    model, handler = known
    async with world.faults.around(model.__api_method__):
        result = await handler(world, decode(model, call))
        description = {}
        if isinstance(result, Described):
            description = {"description": result.description}
            result = result.result
        check_answer(model, result)
        return {"ok": True, "result": result, **description}


def _unknown(name: str) -> ApiError:
    for method in aiogram.methods.__all__:
        if method.lower() == name.lower():
            return ApiError(404, f"Not Found: the sandbox does not offer {method}")
    return ApiError(404, "Not Found: method not found")


def refusal(error: ApiError) -> Json:
    """Return the body of a refused call."""
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after_s is not None:
        body["parameters"] = {"retry_after": error.retry_after_s}
    return body


async def answer_or_drop(
    request: web.Request, work: Callable[[], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer a request, unless a scripted fault cuts the connection."""
    try:
        return await work()
    except DroppedConnectionError:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


class BotApi:
    """The two routes of the Bot API."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return what to mount."""
        return [
            web.get("/file/bot{token}/{path:.+}", self._file),
            web.route("*", "/bot{token}/{method}", self._call),
        ]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        return await answer_or_drop(request, partial(self._answer, request))

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
            call = await read_request(request, request.match_info["method"])
            body = await perform(self._world, call)
        except ApiError as error:
            return _reply(refusal(error), error.code)
        except BrokenAnswerError as error:
            log.error("sandbox.broken_answer", reason=str(error))  # noqa: TRY400 - locals are people's words
            return _reply(refusal(ApiError(500, f"Internal Server Error: {error}")), 500)
        return _reply(body, 200)

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        number, colon, _ = token.partition(":")
        if not colon or not number.isdigit():
            raise ApiError(404, "Not Found")
        if token != self._world.settings.bot_token:
            raise ApiError(401, "Unauthorized")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return await answer_or_drop(request, partial(self._download, request))

    async def _download(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
            async with self._world.faults.around(FILE_DOWNLOAD):
                data = self._bytes_at(request.match_info["path"])
                return web.Response(body=data, content_type="application/octet-stream")
        except ApiError as error:
            return _reply(refusal(error), error.code)

    def _bytes_at(self, path: str) -> bytes:
        file = self._world.files.at_path(path)
        if file is None:
            raise ApiError(404, "Not Found")
        return file.data

    async def reply_from_webhook(self, answer: ClientResponse) -> None:
        """Perform the method that a webhook put into its answer; errors are not told."""
        call = await read_reply(answer)
        if call is None:
            return
        try:
            await perform(self._world, call)
        except (ApiError, DroppedConnectionError) as error:
            log.warning("sandbox.webhook_reply_refused", method=call.method, reason=str(error))


def _reply(body: Any, status: int) -> web.Response:
    return web.json_response(body, status=status, dumps=dumps)
