"""Serves the page itself: one document and the flat folder of its parts."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "page"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
}
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


async def index(request: web.Request) -> web.StreamResponse:
    """Return the document."""
    del request
    return _file("index.html")


async def asset(request: web.Request) -> web.StreamResponse:
    """Return one part by its name."""
    return _file(request.match_info["name"])


def _file(name: str) -> web.StreamResponse:
    path = FOLDER / name
    kind = TYPES.get(path.suffix)
    if kind is None or not path.is_file():
        return web.Response(status=404, text="no such part of the page")
    return web.FileResponse(path, headers={**HEADERS, "Content-Type": kind})
