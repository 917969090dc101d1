"""Whether the bot lives, whether it can work, and how much it did."""

import hmac
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from bot.web.ports import Readiness


class HealthPages:
    """For those who run the bot; says nothing about any customer."""

    def __init__(
        self, readiness: Readiness, registry: CollectorRegistry, metrics_token: str | None
    ) -> None:
        self._readiness = readiness
        self._registry = registry
        self._token = metrics_token

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses served."""
        return [
            web.get("/health/live", self._live),
            web.get("/health/ready", self._ready),
            web.get("/metrics", self._metrics),
        ]

    async def _live(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def _ready(self, _request: web.Request) -> web.Response:
        failing = await self._readiness.failing()
        if failing:
            body = {"status": "not ready", "failing": list(failing)}
            return web.json_response(body, status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.json_response({"status": "ready"})

    async def _metrics(self, request: web.Request) -> web.Response:
        shown = request.headers.get("Authorization", "").encode()
        if self._token is not None and not hmac.compare_digest(
            shown, f"Bearer {self._token}".encode()
        ):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        body = generate_latest(self._registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})
