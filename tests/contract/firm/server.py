"""A loopback server of the firm's side: speaks `openapi.yaml`, and can misbehave.

Behind it stand the embedded adapters; in front of it every request and every proper answer
is validated against the contract file.
"""

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml
from aiohttp import web
from openapi_core import Config, OpenAPI
from openapi_core.contrib.aiohttp import AIOHTTPOpenAPIWebRequest, AIOHTTPOpenAPIWebResponse

import bot.backoffice
from bot.backoffice.errors import BackOfficeRefusedError
from bot.backoffice.ports import (
    CaseDesk,
    CaseSubmission,
    CoreSystems,
    CustomerRegistry,
    InEffect,
    PasswordOrder,
    PasswordOutcome,
    Pending,
    Refused,
    SealingKey,
)
from bot.seal import Sealed
from dialogs.kinds import DocumentKind, Lang, PasswordKind

TOKEN = "loopback-token"
CONTRACT = Path(bot.backoffice.__file__).parent / "openapi.yaml"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Firm:
    """All four ports of one firm."""

    registry: CustomerRegistry
    desk: CaseDesk
    core: CoreSystems
    key: SealingKey


@dataclass
class LoopbackFirm:
    """The running server: `faults` are played one a request, then it behaves."""

    firm: Firm
    url: str = ""
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@cache
def contract() -> OpenAPI:
    """Read the contract file, with this machine as its server."""
    spec = yaml.safe_load(CONTRACT.read_text())
    config = Config(extra_media_type_deserializers={"application/problem+json": json.loads})
    return OpenAPI.from_dict({**spec, "servers": [{"url": "http://127.0.0.1"}]}, config=config)


_STATE = web.AppKey("state", LoopbackFirm)


@asynccontextmanager
async def loopback_firm(firm: Firm) -> AsyncIterator[LoopbackFirm]:
    state = LoopbackFirm(firm)
    app = web.Application(middlewares=[_misbehave, _authorise, _validate])
    app[_STATE] = state
    app.add_routes(
        [
            web.post("/v1/customers/match", _match),
            web.post("/v1/customers/record", _record),
            web.post("/v1/cases", _submit),
            web.get("/v1/cases/{request_id}", _application),
            web.post("/v1/passwords", _apply),
            web.get("/v1/passwords/{request_id}", _outcome),
            web.get("/v1/sealing-key", _key),
        ]
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    state.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield state
    finally:
        await runner.cleanup()


@web.middleware
async def _misbehave(request: web.Request, handler: Handler) -> web.StreamResponse:
    state = request.app[_STATE]
    state.requests.append(f"{request.method} {request.path}")
    match state.faults.pop(0) if state.faults else None:
        case "unavailable":
            answer = _problem(503, "try again")
            answer.headers["Retry-After"] = "0"
            return answer
        case "broken":
            return _problem(500, "broken")
        case "slow":
            await asyncio.sleep(0.6)
            return await handler(request)
        case "dropped before":
            return _dropped(request)
        case "dropped after":
            await handler(request)
            return _dropped(request)
        case "nonsense":
            return web.json_response({"what": "ever"})
        case "not json":
            return web.Response(text="<html>proxy</html>", content_type="text/html")
        case "foreign 404":
            return web.Response(status=404, text="no such page")
        case _:
            return await handler(request)


def _dropped(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@web.middleware
async def _authorise(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        return _problem(401, "who are you?")
    return await handler(request)


@web.middleware
async def _validate(request: web.Request, handler: Handler) -> web.StreamResponse:
    asked = AIOHTTPOpenAPIWebRequest(request, body=await request.read())
    contract().validate_request(asked)
    answer = await handler(request)
    assert isinstance(answer, web.Response)
    contract().validate_response(asked, AIOHTTPOpenAPIWebResponse(answer))
    return answer


async def _match(request: web.Request) -> web.Response:
    body = await request.json()
    kind = DocumentKind(body["document_kind"])
    registry = request.app[_STATE].firm.registry
    found = await registry.find(body["name"], kind, body["number"], body["phone"])
    return web.json_response({"match": found.value})


async def _record(request: web.Request) -> web.Response:
    body = await request.json()
    record = await request.app[_STATE].firm.registry.record(body["number"])
    if record is None:
        return web.json_response({"record": None})
    valid_to = record.document_valid_to
    words = {
        "customer_ref": record.customer_ref,
        "eligibility": record.eligibility.value,
        "holdings": [kind.value for kind in record.holdings],
        "in_progress": record.in_progress,
        "seat": record.seat,
        "has_certificate": record.has_certificate,
        "document_valid_to": None if valid_to is None else valid_to.isoformat(),
        "account_numbers": list(record.account_numbers),
        "added_later": "a client has to live with new fields",
    }
    return web.json_response({"record": words})


async def _submit(request: web.Request) -> web.Response:
    body = await request.json()
    case = CaseSubmission(
        request_id=request.headers["Idempotency-Key"],
        case_id=body["case_id"],
        customer_ref=body["customer_ref"],
        lang=Lang(body["lang"]),
        kinds=tuple(PasswordKind(kind) for kind in body["kinds"]),
        submitted_at=datetime.fromisoformat(body["submitted_at"]),
        flags=tuple(body["flags"]),
        agreements_sha256=body["agreements_sha256"],
    )
    try:
        number = await request.app[_STATE].firm.desk.submit(case)
    except BackOfficeRefusedError as error:
        return _problem(409, str(error))
    return web.json_response({"application_number": number})


async def _application(request: web.Request) -> web.Response:
    desk = request.app[_STATE].firm.desk
    number = await desk.application_of(request.match_info["request_id"])
    if number is None:
        return _problem(404, "never arrived")
    return web.json_response({"application_number": number})


async def _apply(request: web.Request) -> web.Response:
    body = await request.json()
    kind = PasswordKind(body["kind"])
    order = PasswordOrder(
        request_id=request.headers["Idempotency-Key"],
        case_id=body["case_id"],
        application_number=body["application_number"],
        customer_ref=body["customer_ref"],
        kind=kind,
        sealed=_sealed(kind, body["sealed"]),
        ordered_at=datetime.fromisoformat(body["ordered_at"]),
    )
    try:
        return _outcome_answer(await request.app[_STATE].firm.core.apply(order))
    except BackOfficeRefusedError as error:
        return _problem(409, str(error))


def _sealed(kind: PasswordKind, body: dict[str, str] | None) -> Sealed | None:
    if body is None:
        return None
    at = datetime.fromisoformat(body["sealed_at"])
    return Sealed(kind, b64decode(body["ciphertext"]), body["key_id"], at)


async def _outcome(request: web.Request) -> web.Response:
    core = request.app[_STATE].firm.core
    outcome = await core.outcome_of(request.match_info["request_id"])
    return _problem(404, "never arrived") if outcome is None else _outcome_answer(outcome)


def _outcome_answer(outcome: PasswordOutcome) -> web.Response:
    words: dict[str, str] = {}
    match outcome:
        case InEffect():
            words = {"state": "in_effect", "since": outcome.since.isoformat()}
        case Refused():
            words = {"state": "refused", "system": outcome.system, "reason": outcome.reason.value}
        case Pending():
            words = {"state": "pending", "until": outcome.until.isoformat()}
    return web.json_response(words)


async def _key(request: web.Request) -> web.Response:
    key = await request.app[_STATE].firm.key.current()
    words = {"key_id": key.key_id, "algorithm": "x25519-sealed-box"}
    return web.json_response({**words, "public_key": b64encode(key.key).decode()})


def _problem(status: int, title: str) -> web.Response:
    body = json.dumps({"title": title, "status": status}).encode()
    return web.Response(status=status, body=body, content_type="application/problem+json")
