"""What every answer of the server carries: nothing is kept, nothing foreign is loaded."""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.web.settings import WebSettings

WITH_FORM = "/n/"
"""Where the one page is that works by a plain form, since it must work without JavaScript."""


def guard(settings: WebSettings) -> Middleware:
    """Return the middleware that sets the headers."""
    without_form, with_form = _headers(settings, "'none'"), _headers(settings, "'self'")

    @web.middleware
    async def set_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
        headers = with_form if request.path.startswith(WITH_FORM) else without_form
        try:
            answer = await handler(request)
        except web.HTTPException as error:
            error.headers.update(headers)
            raise
        answer.headers.update(headers)
        return answer

    return set_headers


def _headers(settings: WebSettings, forms_to: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": _policy(settings, forms_to),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _policy(settings: WebSettings, forms_to: str) -> str:
    script = urlsplit(settings.telegram_script_url)
    foreign = f" {script.scheme}://{script.netloc}{script.path}" if script.netloc else ""
    ancestors = " ".join(settings.frame_ancestors) or "'none'"
    return (
        "default-src 'none'; "
        f"script-src 'self'{foreign}; "
        "style-src 'self'; "
        "img-src 'self' data:; "
        "connect-src 'self'; "
        f"base-uri 'none'; form-action {forms_to}; "
        f"frame-ancestors {ancestors}"
    )
