"""Signs what a Mini App is told about its visitor, as the documentation gives it."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from bot.sandbox.state import Json

VERSION = "9.1"
LIGHT_THEME = {
    "bg_color": "#ffffff",
    "text_color": "#000000",
    "hint_color": "#707579",
    "link_color": "#3390ec",
    "button_color": "#3390ec",
    "button_text_color": "#ffffff",
    "secondary_bg_color": "#f4f4f5",
}


def sign(fields: Mapping[str, str], bot_token: str) -> str:
    """Return the `hash` of init data: HMAC-SHA256 keyed with the token's own HMAC."""
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", bot_token.encode(), hashlib.sha256).digest()
    return hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()


def init_data(user: Json, auth_date: int, bot_token: str, query_id: str) -> str:
    """Return signed init data as a query string."""
    person = {**user, "allows_write_to_pm": True}
    person.pop("is_bot", None)
    fields = {
        "query_id": query_id,
        "user": json.dumps(person, ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(auth_date),
    }
    return urlencode({**fields, "hash": sign(fields, bot_token)}, quote_via=quote)


def launch_link(url: str, data: str, theme: Mapping[str, str] | None = None) -> str:
    """Return the address with which a client opens a Mini App."""
    launch = {
        "tgWebAppData": data,
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": "weba",
        "tgWebAppThemeParams": json.dumps(theme or LIGHT_THEME, separators=(",", ":")),
    }
    if not data:
        del launch["tgWebAppData"]
    joint = "&" if urlsplit(url).fragment else "#"
    return f"{url}{joint}{urlencode(launch, quote_via=quote)}"
