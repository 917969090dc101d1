"""Personal, signed, expiring links to the bot's own pages."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.web.errors import LinkExpiredError, LinkWrongError
from bot.web.library import RULES, Library
from bot.web.settings import WebSettings
from dialogs.effects import Page
from dialogs.kinds import Lang
from dialogs.model import AgreementId

_MAC_BYTES = 16
_SHORT_MAC_BYTES = 12
_STAMP_BYTES = 4
_CASE_BYTES = 16
_AS_TEXT = b"\0" * (_CASE_BYTES + 1)
_LETTER = {Lang.ZH: "z", Lang.EN: "e"}
_LANG_OF = {letter: lang for lang, letter in _LETTER.items()}


@dataclass(frozen=True, slots=True)
class AgreementLink:
    """What a link to an agreement says."""

    case_id: str
    agreement: AgreementId
    version: str
    lang: Lang


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """What a link to the password page says."""

    case_id: str
    user_id: int
    lang: Lang


@dataclass(frozen=True, slots=True)
class NotMeLink:
    """What a text message's link to "this was not me" says."""

    case_id: str
    lang: Lang


class Signer:
    """Signs and reads tokens: `<words>.<HMAC-SHA256, 128 bits>`, both URL-safe base64.

    The purpose is part of what is signed, so that no token opens another kind of page.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, purpose: str, words: list[str | int], expires_at: datetime) -> str:
        """Return a token that is good until `expires_at`."""
        body = json.dumps([*words, int(expires_at.timestamp())], separators=(",", ":"))
        return f"{_text(body.encode())}.{_text(self._mac(purpose, body.encode()))}"

    def read(self, purpose: str, token: str, now: datetime) -> list[str | int]:
        """Return the words of a token."""
        try:
            body, mac = (_bytes(part) for part in token.split("."))
        except ValueError as error:
            raise LinkWrongError("not a token") from error
        if not hmac.compare_digest(mac, self._mac(purpose, body)):
            raise LinkWrongError("not signed by this bot for this page")
        words: list[str | int]
        *words, expires_at = json.loads(body)
        if now.timestamp() >= expires_at:
            raise LinkExpiredError("out of time")
        return words

    def sign_short(self, purpose: str, body: bytes, expires_at: datetime) -> str:
        """Return a token for a text message, where every letter is paid for.

        It is `<expiry, 4 bytes><body><HMAC-SHA256, 96 bits>` in one run of URL-safe base64.
        """
        stamped = int(expires_at.timestamp()).to_bytes(_STAMP_BYTES, "big") + body
        return _text(stamped + self._mac(purpose, stamped)[:_SHORT_MAC_BYTES])

    def read_short(self, purpose: str, token: str, now: datetime) -> bytes:
        """Return the body of a short token."""
        try:
            whole = _bytes(token)
        except ValueError as error:
            raise LinkWrongError("not a token") from error
        stamped, mac = whole[:-_SHORT_MAC_BYTES], whole[-_SHORT_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(purpose, stamped)[:_SHORT_MAC_BYTES]):
            raise LinkWrongError("not signed by this bot for this page")
        if now.timestamp() >= int.from_bytes(stamped[:_STAMP_BYTES], "big"):
            raise LinkExpiredError("out of time")
        return stamped[_STAMP_BYTES:]

    def _mac(self, purpose: str, body: bytes) -> bytes:
        message = purpose.encode() + b"\0" + body
        return hmac.new(self._secret, message, hashlib.sha256).digest()[:_MAC_BYTES]


def read_agreement(signer: Signer, token: str, now: datetime) -> AgreementLink:
    """Return what a link to an agreement says."""
    case_id, agreement, version, lang = map(str, signer.read("agreement", token, now))
    try:
        return AgreementLink(case_id, AgreementId(agreement), version, Lang(lang))
    except ValueError as error:
        raise LinkWrongError("for an agreement that is no more") from error


def read_passwords(signer: Signer, token: str, now: datetime) -> PasswordLink:
    """Return what a link to the password page says."""
    case_id, user_id, lang = signer.read("passwords", token, now)
    return PasswordLink(str(case_id), int(user_id), Lang(str(lang)))


def read_not_me(signer: Signer, token: str, now: datetime) -> NotMeLink:
    """Return what a link to "this was not me" says."""
    lang = _LANG_OF.get(token[-1:])
    if lang is None:
        raise LinkWrongError("not a token")
    return NotMeLink(_case_id(signer.read_short(_not_me(lang), token[:-1], now)), lang)


class NotMeLinks:
    """Makes the addresses that text messages carry: `<base>/n/<44 letters>` for a real case.

    A message holds 70 Chinese characters, or 67 in each part of a longer one: at
    `https://desk.example` the longest text has 129 and takes two parts, as it may up to 134
    (English: 224 of 306; a test measures them). As JSON with the case's 32 hexadecimal
    digits the token would have 93 letters and every message a third part. The language is
    the last letter, so that no phone takes a dash at the end for punctuation.
    """

    def __init__(self, settings: WebSettings, valid: timedelta) -> None:
        self._base = settings.public_url.rstrip("/")
        self._signer = Signer(settings.secret)
        self._valid = valid

    def link(self, case_id: str, lang: Lang, at: datetime) -> str:
        """Return the address for one case; the same for every repetition of one message."""
        body = _case_bytes(case_id)
        token = self._signer.sign_short(_not_me(lang), body, at + self._valid)
        return self.address(token + _LETTER[lang])

    def address(self, token: str) -> str:
        """Return the address with this in the place of the token."""
        return f"{self._base}/n/{token}"


class DeskLinks:
    """Makes the addresses that the chat's buttons carry."""

    def __init__(self, settings: WebSettings, library: Library, clock: Clock) -> None:
        self._settings = settings
        self._library = library
        self._clock = clock
        self._signer = Signer(settings.secret)
        self._base = settings.public_url.rstrip("/")

    def link(self, page: Page, arg: str, case_id: str, user_id: int, lang: Lang) -> str:
        """Return the address of a page for one customer and case."""
        match page:
            case Page.AGREEMENT:
                text = self._library.text(AgreementId(arg).value, lang)
                token = self._sign("agreement", [case_id, arg, text.version, lang.value])
                return f"{self._base}/a/{token}"
            case Page.PASSWORDS:
                token = self._sign("passwords", [case_id, user_id, lang.value])
                return f"{self._base}/app/passwords?t={token}"
            case Page.GUIDE:
                name = RULES if arg == RULES else "guide"
                return f"{self._base}/{name}/{lang.value}"

    def _sign(self, purpose: str, words: list[str | int]) -> str:
        valid = timedelta(seconds=self._settings.link_valid_s)
        return self._signer.sign(purpose, words, self._clock.now() + valid)


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _not_me(lang: Lang) -> str:
    return f"not-me {lang.value}"


def _case_bytes(case_id: str) -> bytes:
    """Return a case's 32 hexadecimal digits as 16 bytes, any other name marked as text."""
    try:
        packed = bytes.fromhex(case_id)
    except ValueError:
        packed = b""
    is_packed = len(packed) == _CASE_BYTES and packed.hex() == case_id
    return packed if is_packed else _AS_TEXT + case_id.encode()


def _case_id(body: bytes) -> str:
    return body.hex() if len(body) == _CASE_BYTES else body.removeprefix(_AS_TEXT).decode()
