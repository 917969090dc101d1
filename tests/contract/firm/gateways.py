"""A loopback server that behaves as the three kinds of SMS gateway do, faults included."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

GATEWAY_SECRET = "loopback-gateway-secret"
TENCENT_ID = "AKIDloopback"
TENCENT_KEY = "loopback-tencent-key"


@dataclass
class LoopbackGateways:
    """What arrived, and the fault to play next: `slow`, `error`, `busy` or `refuse`."""

    url: str = ""
    fault: str | None = None
    delivered: dict[str, tuple[str, str]] = field(default_factory=dict)
    requests: int = 0

    def deliver(self, message_id: str, phone: str, text: str) -> None:
        self.delivered.setdefault(message_id, (phone, text))


_STATE = web.AppKey("state", LoopbackGateways)


@asynccontextmanager
async def loopback_gateways() -> AsyncIterator[LoopbackGateways]:
    state = LoopbackGateways()
    app = web.Application()
    app[_STATE] = state
    app.router.add_post("/sms/send", _sandbox)
    app.router.add_post("/gateway", _gateway)
    app.router.add_post("/", _tencent)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    state.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield state
    finally:
        await runner.cleanup()


async def _fault(state: LoopbackGateways) -> web.Response | None:
    state.requests += 1
    match state.fault:
        case "slow":
            await asyncio.sleep(1.5)
            return None
        case "error":
            return web.Response(status=500)
        case "busy":
            return web.Response(status=429)
        case "refuse":
            return web.Response(status=403)
        case _:
            return None


async def _sandbox(request: web.Request) -> web.Response:
    state: LoopbackGateways = request.app[_STATE]
    if (answer := await _fault(state)) is not None:
        return answer
    body = await request.json()
    state.deliver(body["message_id"], body["phone"], body["text"])
    return web.json_response({"status": "accepted", "message_id": body["message_id"]})


async def _gateway(request: web.Request) -> web.Response:
    state: LoopbackGateways = request.app[_STATE]
    if (answer := await _fault(state)) is not None:
        return answer
    raw = await request.read()
    message = request.headers["X-Timestamp"].encode() + b"." + raw
    expected = hmac.new(GATEWAY_SECRET.encode(), message, hashlib.sha256).hexdigest()
    if request.headers["X-Signature"] != f"sha256={expected}":
        return web.Response(status=401)
    body = json.loads(raw)
    state.deliver(request.headers["Idempotency-Key"], body["to"][0], body["message"]["content"])
    return web.Response(status=202)


async def _tencent(request: web.Request) -> web.Response:
    state: LoopbackGateways = request.app[_STATE]
    raw = await request.read()
    if not _signed(request, raw):
        return _tencent_error("AuthFailure.SignatureFailure")
    fault = await _fault(state)
    if fault is not None and fault.status == 500:
        return fault
    body = json.loads(raw)
    code = {None: "Ok", "slow": "Ok", "busy": "LimitExceeded.PhoneNumberThirtySecondLimit"}.get(
        state.fault, "FailedOperation.TemplateIncorrectOrUnapproved"
    )
    if code == "Ok":
        phone = body["PhoneNumberSet"][0].removeprefix("+86")
        state.deliver(body["SessionContext"], phone, "|".join(body["TemplateParamSet"]))
    status = {"SerialNo": "1", "PhoneNumber": body["PhoneNumberSet"][0], "Fee": 1}
    status |= {"SessionContext": body["SessionContext"], "Code": code, "Message": code}
    return _tencent_answer({"SendStatusSet": [status]})


def _tencent_error(code: str) -> web.Response:
    return _tencent_answer({"Error": {"Code": code, "Message": "…"}})


def _tencent_answer(response: dict[str, object]) -> web.Response:
    body = json.dumps({"Response": {**response, "RequestId": "r-1"}}).encode()
    return web.Response(body=body, headers={"Content-Type": "application/json"})


def _signed(request: web.Request, raw: bytes) -> bool:
    """Check TC3-HMAC-SHA256 as the provider's documentation describes it."""
    stamp = request.headers["X-TC-Timestamp"]
    day = datetime.fromtimestamp(int(stamp), UTC).strftime("%Y-%m-%d")
    canonical = "\n".join(
        (
            "POST",
            "/",
            "",
            f"content-type:{request.headers['Content-Type']}\nhost:{request.headers['Host']}\n",
            "content-type;host",
            hashlib.sha256(raw).hexdigest(),
        )
    )
    scope = f"{day}/sms/tc3_request"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{digest}"
    key = f"TC3{TENCENT_KEY}".encode()
    for part in (day, "sms", "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    expected = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    authorization = request.headers["Authorization"]
    credential = f"Credential={TENCENT_ID}/{scope}"
    return credential in authorization and authorization.endswith(f"Signature={expected}")
