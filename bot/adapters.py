"""From settings to the adapters of the outside world, one function a port."""

import base64
from dataclasses import dataclass
from datetime import timedelta

import httpx
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from pydantic import SecretStr

from bot.backoffice.embedded.core import EmbeddedCoreSystems, EmbeddedSealingKey
from bot.backoffice.embedded.desk import EmbeddedCaseDesk
from bot.backoffice.embedded.registry import EmbeddedRegistry
from bot.backoffice.ports import CaseDesk, CoreSystems, CustomerRegistry, SealingKey
from bot.backoffice.remote import (
    Line,
    RemoteCaseDesk,
    RemoteCoreSystems,
    RemoteRegistry,
    RemoteSealingKey,
    RemoteSettings,
)
from bot.clock import Clock
from bot.config import Settings
from bot.errors import SettingsError
from bot.signing.agreements import AgreementSigner
from bot.signing.authority import AuthoritySettings, LocalAuthority
from bot.signing.document import Draughtsman
from bot.sms.gateway import GatewaySettings, GatewaySms
from bot.sms.ports import SmsSender
from bot.sms.sandbox import SandboxSms
from bot.sms.tencent import ApprovedText, TencentSettings, TencentSms
from bot.web.links import NotMeLinks
from bot.web.settings import WebSettings
from nlu.api import Nlu
from storage import KeyRing, Store
from storage.media import BlobStore, open_blobs
from storage.retention import Retention
from verification.api import EvidenceDrawer, Verifier
from verification.settings import VerifierSettings

NOT_ME_REST = timedelta(days=7)
"""For so long after a case's end the link of its last text message still opens its page."""


@dataclass(frozen=True, slots=True)
class Firm:
    """The firm's four ports."""

    registry: CustomerRegistry
    desk: CaseDesk
    systems: CoreSystems
    sealing_key: SealingKey


def key_ring(settings: Settings) -> KeyRing:
    """Return the keys of what is stored."""
    keys = settings.keys
    try:
        return KeyRing.parse(keys.storage.get_secret_value(), keys.hash.get_secret_value())
    except ValueError as error:
        raise SettingsError(f"keys.storage, keys.hash: {error}") from None


def secret(value: SecretStr | None, name: str) -> bytes:
    """Return a base64 secret's bytes."""
    try:
        found = base64.b64decode(value.get_secret_value() if value else "", validate=True)
    except ValueError:
        raise SettingsError(f"{name}: not base64") from None
    if len(found) < 32:  # noqa: PLR2004 - 256 bits
        raise SettingsError(f"{name}: must have at least 32 bytes")
    return found


def telegram_bot(settings: Settings) -> Bot:
    """Return the bot at the configured Bot API server."""
    server = TelegramAPIServer.from_base(settings.telegram.api_url)
    session = AiohttpSession(api=server)
    return Bot(settings.telegram.token.get_secret_value(), session=session)


def firm(settings: Settings, store: Store, clock: Clock, client: httpx.AsyncClient) -> Firm:
    """Return the firm's ports: embedded, or over HTTP."""
    section = settings.backoffice
    if section.adapter == "embedded":
        key = secret(section.private_key, "backoffice.private_key")
        return Firm(
            EmbeddedRegistry(store, clock),
            EmbeddedCaseDesk(store),
            EmbeddedCoreSystems(store, clock, key),
            EmbeddedSealingKey(key),
        )
    token = section.token.get_secret_value() if section.token else ""
    line = Line(client, RemoteSettings(section.url or "", token))
    return Firm(
        RemoteRegistry(line), RemoteCaseDesk(line), RemoteCoreSystems(line), RemoteSealingKey(line)
    )


def sms(settings: Settings, clock: Clock, client: httpx.AsyncClient) -> SmsSender:
    """Return the text message adapter."""
    section = settings.sms
    match section.adapter:
        case "sandbox":
            return SandboxSms(client, section.url or "")
        case "gateway":
            shared = section.secret.get_secret_value() if section.secret else ""
            return GatewaySms(
                client, GatewaySettings(section.url or "", section.template, shared), clock
            )
        case "tencent":
            approved = (section.approved or {}).items()
            return TencentSms(
                TencentSettings(
                    secret_id=_clear(section.secret_id),
                    secret_key=_clear(section.secret_key),
                    app_id=section.app_id or "",
                    sign_name=section.sign_name or "",
                    approved=tuple(ApprovedText(number, words) for number, words in approved),
                    region=section.region,
                )
            )


def nlu(settings: Settings) -> Nlu:
    """Return the understanding service."""
    section = settings.nlu
    if section.kind == "keywords":
        from nlu.fake import KeywordNlu

        return KeywordNlu()
    from nlu.client import RasaNlu, RasaSettings

    return RasaNlu(RasaSettings(section.url, _clear(section.token), section.timeout_s))


def verifier(settings: Settings) -> Verifier:
    """Return the verification in child processes."""
    from verification.isolate import IsolatedVerifier

    return IsolatedVerifier(_children(settings, settings.verification.workers))


def require_speech_model(settings: Settings) -> None:
    """Raise SettingsError unless the firm's own speech model, if there is one, is whole."""
    from verification.engines.loading import load_recogniser
    from verification.errors import ModelError

    if settings.verification.speech_model_dir is None:
        return
    try:
        _ = load_recogniser(settings.verification.speech_model_dir).models
    except ModelError as error:
        raise SettingsError(f"verification.speech_model_dir: {error}") from error


def drawer(settings: Settings) -> EvidenceDrawer:
    """Return who draws evidence for reviewers: a child of its own, started when it is needed."""
    from verification.isolate import IsolatedVerifier

    return IsolatedVerifier(_children(settings, 1))


def _children(settings: Settings, workers: int) -> VerifierSettings:
    section = settings.verification
    return VerifierSettings(
        workers=workers,
        memory_limit_mb=section.memory_limit_mb,
        card_models=section.card_models,
        card_model_dir=section.card_model_dir,
        face_model_dir=section.face_model_dir,
        speech_model_dir=section.speech_model_dir,
    )


def blobs(settings: Settings, keys: KeyRing) -> BlobStore:
    """Return where media are kept."""
    return open_blobs(settings.blobs.url, keys)


def signer(settings: Settings) -> AgreementSigner:
    """Return who signs agreements: the local authority and the desk's seal."""
    key = secret(settings.signing.passphrase, "signing.passphrase")
    authority = LocalAuthority(
        AuthoritySettings(settings.signing.folder, key, settings.firm.name_zh)
    )
    return AgreementSigner(authority, Draughtsman())


def retention(settings: Settings) -> Retention:
    """Return how long things stay."""
    section = settings.retention
    return Retention(
        media_days={
            "card": section.card_days,
            "selfie": section.selfie_days,
            "statement": section.statement_days,
            "agreements": section.agreements_days,
        },
        inbox_days=section.inbox_days,
        outbox_days=section.outbox_days,
        jobs_days=section.jobs_days,
        codes_days=section.codes_days,
        prints_days=section.prints_days,
    )


def web_settings(settings: Settings) -> WebSettings:
    """Return the web server's settings."""
    section, firm_section = settings.web, settings.firm
    return WebSettings(
        public_url=section.base_url.rstrip("/"),
        secret=secret(settings.keys.links, "keys.links"),
        bot_token=settings.telegram.token.get_secret_value(),
        firm_zh=firm_section.name_zh,
        firm_en=firm_section.name_en,
        service_line=firm_section.service_line,
        host=section.host,
        port=section.port,
        link_valid_s=section.link_valid_s,
        minimum_reading_s=section.minimum_reading_s,
        telegram_script_url=section.telegram_script,
        frame_ancestors=section.frame_ancestors,
        texts_folder=firm_section.agreements_dir,
        metrics_token=_clear(section.metrics_token) or None,
        time_zone=firm_section.time_zone,
    )


def not_me_links(settings: Settings) -> NotMeLinks:
    """Return the links of text messages: good as long as a returned case waits, and a week."""
    valid = settings.policy().returned_expiry + NOT_ME_REST
    return NotMeLinks(web_settings(settings), valid)


def _clear(value: SecretStr | None) -> str:
    return value.get_secret_value() if value is not None else ""
