"""The one place where everything is put together."""

from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

import httpx
from aiogram import Bot
from aiohttp import web
from taskiq import AsyncBroker

from bot import adapters
from bot.adapters import Firm
from bot.agents.eye import Eye
from bot.attachments import Attachments
from bot.bells import Bell
from bot.clock import Clock, SystemClock
from bot.codes import CodeBook
from bot.config import Settings, TelegramMode
from bot.effect_rows import CUSTOMER_LANES, STAFF_LANES
from bot.engine import Bells, Engine, Means
from bot.housekeeping import Housekeeping
from bot.ids import Ids, SystemIds
from bot.intake import Intake, IntakeSettings, Talk
from bot.interpret import Interpreter
from bot.letters import Letters
from bot.metrics import Metrics
from bot.outbox import Sender, SenderSettings
from bot.outgoing import Messenger
from bot.pages import DeskPages
from bot.performing.chat import ChatPerformer, Gallery
from bot.performing.codes import CodeDelivery, CodeIssuer, CodeSettings, CodeWords, Gateway
from bot.performing.firm import OutcomeReader, PasswordSetter, RecordReader, Submitter
from bot.performing.notices import NoticeDelivery, NoticeWords
from bot.performing.ports import Kinds
from bot.performing.signing import Signatory, Vault
from bot.readiness import PartsReadiness
from bot.render import Renderer
from bot.staffing import Office, door, groups_of, performers
from bot.telegram.forum import TelegramForum
from bot.telegram.limits import Limits, LimitSettings
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.reading import read
from bot.telegram.staff import staff_reader
from bot.telegram.webhook import Webhook
from bot.timers import Alarms, AlarmSettings
from bot.typed_passwords import TypedPasswords
from bot.web.library import Library, open_library
from bot.web.links import DeskLinks
from bot.web.server import Behind, WebServer
from bot.workers.broker import JobBell, broker_at
from bot.workers.requests import RequestMaker
from bot.workers.runner import CheckRunner, RunnerSettings
from dialogs.events import Event
from dialogs.kinds import Lang
from dialogs.machine import Advanced, advance, wants_new_case
from dialogs.model import Case
from dialogs.policy import Policy
from nlu.api import Nlu
from storage import Store, open_store
from storage.codec import Codec
from storage.crypto import KeyRing
from storage.media import BlobStore
from verification.api import EvidenceDrawer, Verifier

LOCAL = "local"
_TOPICS_AT_ONCE = 200
"""Most of them wait for their group's turn: a busy group must not hold up an idle one."""


@dataclass(frozen=True, slots=True)
class Instead:
    """What a test or a tool puts in the place of what the settings would bring."""

    store: Store | None = None
    blobs: BlobStore | None = None
    nlu: Nlu | None = None
    verifier: Verifier | None = None
    drawer: EvidenceDrawer | None = None
    clock: Clock | None = None
    ids: Ids | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """What a serving and a working process have in common."""

    settings: Settings
    policy: Policy
    means: Means
    keys: KeyRing
    blobs: BlobStore
    renderer: Renderer
    engine: Engine
    outbox_bell: Bell
    staff_bell: Bell
    timer_bell: Bell
    broker: AsyncBroker
    runner: CheckRunner | None
    verifier: Verifier | None


@dataclass(frozen=True, slots=True)
class Desk:
    """A serving process: everything that runs."""

    base: Base
    bot: Bot
    client: httpx.AsyncClient
    nlu: Nlu
    intake: Intake
    inbox_bell: Bell
    sender: Sender
    staff_sender: Sender
    alarms: Alarms
    web: WebServer
    firm: Firm
    drawer: EvidenceDrawer
    housekeeping: Housekeeping


def build_base(settings: Settings, *, runs_checks: bool, instead: Instead | None = None) -> Base:
    """Put together storage, engine and, where checks run, the verification."""
    other = instead or Instead()
    policy = settings.policy()
    keys = adapters.key_ring(settings)
    means = Means(
        store=other.store or open_store(settings.database.url, keys),
        codec=Codec(),
        clock=other.clock or SystemClock(),
        ids=other.ids or SystemIds(),
        metrics=Metrics(),
        keys=keys,
    )
    blobs = other.blobs or adapters.blobs(settings, keys)
    renderer = Renderer(settings.firm.time_zone)
    broker = broker_at(settings.jobs.broker, settings.worker)
    verifier = (other.verifier or adapters.verifier(settings)) if runs_checks else None
    staff_bell, timer_bell = Bell(), Bell()
    outbox_bell = Bell(also=(staff_bell,))
    runners: list[CheckRunner] = []

    async def run(job_id: str | None) -> bool:
        return await runners[0].run(job_id) if runners else False

    bell = JobBell(broker, run)
    bells = Bells(outbox_bell, timer_bell, bell.ring)
    engine = Engine(means, partial(_decide, policy), bells, adapters.retention(settings))
    if verifier is not None:
        maker = RequestMaker(means, blobs, renderer, policy, ZoneInfo(settings.firm.time_zone))
        runners.append(CheckRunner(_runner_settings(settings), means, engine, maker, verifier))
    return Base(
        settings, policy, means, keys, blobs, renderer, engine, outbox_bell, staff_bell,
        timer_bell, broker, runners[0] if runners else None, verifier,
    )  # fmt: skip


def build_desk(settings: Settings, instead: Instead | None = None) -> Desk:
    """Put together a serving process; checks run in it when the broker is local."""
    other = instead or Instead()
    base = build_base(settings, runs_checks=settings.jobs.broker == LOCAL, instead=other)
    bot = adapters.telegram_bot(settings)
    client = httpx.AsyncClient(timeout=10.0)
    nlu = other.nlu or adapters.nlu(settings)
    firm = adapters.firm(settings, base.means.store, base.means.clock, client)
    limits = Limits(_limits(settings))
    drawer = other.drawer or adapters.drawer(settings)
    messenger = TelegramMessenger(bot, limits)
    office = Office(
        settings.desk, base.means, base.engine, base.policy, base.renderer, messenger,
        TelegramForum(bot, limits), Eye(base.blobs, drawer),
    )  # fmt: skip
    library = _library(settings)
    codes = CodeBook(adapters.secret(settings.keys.codes, "keys.codes"))
    talk = _talk(base, firm, codes, nlu, messenger)
    inbox_bell = Bell()
    chat = _chat(base, messenger, library, drawer)
    told = {"Say": chat, "DeleteMessage": chat}
    kinds = {**told, **_kinds(base, firm, codes, library, client), **performers(office)}
    people = door(office, staff_reader(groups_of(settings.desk)))
    return Desk(
        base=base,
        bot=bot,
        client=client,
        nlu=nlu,
        intake=Intake(
            IntakeSettings(settings.worker), base.means, base.engine, talk, inbox_bell, people
        ),
        inbox_bell=inbox_bell,
        sender=_sender(base, kinds, CUSTOMER_LANES, base.outbox_bell),
        staff_sender=_sender(base, kinds, STAFF_LANES, base.staff_bell, _TOPICS_AT_ONCE),
        alarms=Alarms(AlarmSettings(), base.means, base.engine, base.timer_bell),
        web=_web(base, firm, library, inbox_bell),
        firm=firm,
        drawer=drawer,
        housekeeping=Housekeeping(base.means, base.blobs, adapters.retention(settings)),
    )


def _sender(
    base: Base, kinds: Kinds, lanes: tuple[str, ...], bell: Bell, at_once: int = 16
) -> Sender:
    settings = SenderSettings(base.settings.worker, at_once, lanes=lanes)
    return Sender(settings, base.means, base.engine, kinds, bell)


def _talk(base: Base, firm: Firm, codes: CodeBook, nlu: Nlu, messenger: TelegramMessenger) -> Talk:
    means = base.means
    attachments = Attachments(messenger, base.blobs, means.store, base.keys)
    typed = TypedPasswords(firm.sealing_key, base.policy, means.ids)
    interpreter = Interpreter(means, nlu, codes, attachments, typed)
    return Talk(read, wants_new_case, interpreter, messenger, base.renderer)


def _decide(policy: Policy, case: Case | None, event: Event) -> Advanced:
    return advance(case, event, policy)


def _kinds(
    base: Base, firm: Firm, codes: CodeBook, library: Library, client: httpx.AsyncClient
) -> Kinds:
    """Return who performs which effect, by the effect's name."""
    means, policy = base.means, base.policy
    settings = CodeSettings(answer_s=base.settings.rules.code_answer_s)
    gateway = Gateway(means.clock, settings.down_s)
    sms = adapters.sms(base.settings, means.clock, client)
    words = CodeWords(codes, policy, base.renderer)
    links = adapters.not_me_links(base.settings)
    notices = NoticeWords(policy, base.renderer, links)
    signer = adapters.signer(base.settings)
    return {
        "SendCode": CodeIssuer(means, firm.registry, codes, policy, settings, gateway),
        "DeliverCode": CodeDelivery(means, sms, words, policy, gateway),
        "SendNotice": NoticeDelivery(means, sms, notices),
        "FetchRecord": RecordReader(means, firm.registry),
        "SubmitCase": Submitter(means, firm.desk),
        "ApplyPassword": PasswordSetter(means, firm.systems),
        "AskOutcome": OutcomeReader(means, firm.systems),
        "SignAgreements": Signatory(means, signer, library, policy, Vault(base.blobs, base.keys)),
    }


def _chat(
    base: Base, messenger: Messenger, library: Library, drawer: EvidenceDrawer
) -> ChatPerformer:
    links = DeskLinks(adapters.web_settings(base.settings), library, base.means.clock)
    letters = Letters(base.renderer, links)
    gallery = Gallery(base.blobs, drawer)
    return ChatPerformer(base.means.store, messenger, letters, base.renderer, gallery)


def _web(base: Base, firm: Firm, library: Library, inbox_bell: Bell) -> WebServer:
    pages = DeskPages(base.means, base.engine, base.policy)
    behind = Behind(
        agreements=pages,
        passwords=pages,
        not_me=pages,
        key=firm.sealing_key,
        readiness=PartsReadiness(base.means.store),
        library=library,
        registry=base.means.metrics.registry,
    )
    settings = adapters.web_settings(base.settings)
    return WebServer(settings, behind, base.means.clock, _webhook_routes(base, inbox_bell))


def _webhook_routes(base: Base, inbox_bell: Bell) -> list[web.RouteDef]:
    """Return where Telegram brings updates, if it does."""
    section = base.settings.telegram
    if section.mode is not TelegramMode.WEBHOOK or section.webhook_secret is None:
        return []
    secret = section.webhook_secret.get_secret_value()
    return Webhook(base.means.store, base.means.clock, inbox_bell, secret).routes()


def _library(settings: Settings) -> Library:
    firms = {Lang.ZH: settings.firm.name_zh, Lang.EN: settings.firm.name_en}
    return open_library(settings.firm.agreements_dir, firms, settings.firm.service_line)


def _limits(settings: Settings) -> LimitSettings:
    section = settings.telegram
    return LimitSettings(section.total_per_s, section.chat_burst, section.group_per_min)


def _runner_settings(settings: Settings) -> RunnerSettings:
    return RunnerSettings(
        worker=settings.worker,
        at_once=settings.verification.workers,
        lease_s=settings.jobs.lease_s,
        sweep_s=settings.jobs.sweep_s,
        recognise_copies=settings.verification.recognise_copies,
    )
