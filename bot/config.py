"""Settings: from the environment (`RESETDESK_…`) and a TOML file, checked before anything runs.

`RESETDESK_FIRM__SERVICE_LINE=…` is `service_line` under `[firm]` in `resetdesk.toml`; the
environment wins. Every number of the procedure's decisions D1-D14 is here.
"""

from datetime import date, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from typing_extensions import override

from bot.errors import SettingsError
from bot.logs import LogFormat, level_number
from dialogs.errors import InvariantBrokenError
from dialogs.kinds import Lang, PasswordKind, PasswordRule
from dialogs.model import AgreementId
from dialogs.policy import Policy
from dialogs.rules.calendar import HOLIDAYS_2026, Calendar, DeskCalendar, Hours
from dialogs.rules.passwords import RULE_OF

DEFAULT_FILE = Path("resetdesk.toml")
_PREFIX = "RESETDESK_"

Seconds = Annotated[float, Field(gt=0, le=30 * 24 * 3600)]
Count = Annotated[int, Field(ge=1, le=100)]
Days = Annotated[float, Field(ge=0, le=50 * 366)]
Port = Annotated[int, Field(ge=0, le=65535)]
GroupId = Annotated[int, Field(lt=0)]
HttpUrl = Annotated[str, Field(pattern=r"^https?://[^\s/]+\S*$")]


class Section(BaseModel):
    """A part of the settings; what it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FirmSection(Section):
    """The firm as customers know it."""

    name_zh: str = Field("示例期货", min_length=1, max_length=40)
    name_en: str = Field("Sample Futures", min_length=1, max_length=60)
    service_line: str = Field("4009908826", pattern=r"^[0-9+() -]{3,20}$")
    agreements_dir: Path | None = None
    time_zone: str = "Asia/Shanghai"
    review_days: Count = 1


class RulesSection(Section):
    """The numbers of D5-D13 and R37-R42; the guide's are the defaults."""

    code_valid_s: Seconds = 180
    code_resend_s: Seconds = 60
    code_window_s: Seconds = 1800
    code_wrong_max: Count = 5
    code_sends_max: Count = 3
    code_answer_s: Annotated[float, Field(ge=0, le=30)] = 1.0
    idle_s: Seconds = 1800
    expiry_s: Seconds = 24 * 3600
    returned_expiry_s: Seconds = 7 * 24 * 3600
    photo_tries: Count = 5
    liveness_tries: Count = 3
    video_tries: Count = 3
    liveness_actions: Annotated[int, Field(ge=1, le=3)] = 2
    liveness_window_s: Seconds = 120
    statement_min_s: Annotated[int, Field(ge=1, le=60)] = 5
    nlu_confidence: Annotated[float, Field(ge=0, le=1)] = 0.5
    password_rules: dict[PasswordKind, PasswordRule] = Field(default_factory=lambda: {**RULE_OF})
    agreements: tuple[AgreementId, ...] = (AgreementId.SERVICE, AgreementId.RISK)

    @field_validator("password_rules")
    @classmethod
    def _all_kinds(
        cls, rules: dict[PasswordKind, PasswordRule]
    ) -> dict[PasswordKind, PasswordRule]:
        return {**RULE_OF, **rules}


class DeskSection(Section):
    """The people's side: agents, reviewers and their Telegram groups.

    Attributes:
        support_groups: supergroups with topics where agents work; several share the load.
        review_group: the supergroup with topics where reviewers work.
        supervisors: Telegram users who are supervisors from the start and grant the other roles.
        lang: the language of the groups.
        day_opens, day_closes, night_opens, night_closes: when agents work, on the firm's clock.
        round_the_clock: whether agents work always, days without trade included.
        holidays: days without trade besides weekends; a year's arrangement is set each year.
        minutes_each: what one conversation takes an agent, for an honest guess of the wait.
        wait_notice_s: how often a waiting customer is told how it stands (the pause doubles).
        wait_notices_max: after so many, the customer is told plainly that it takes too long.
        agent_silence_s: after so long an agent is reminded, then the bot takes the talk back.
        review_remind_s: how often reviewers are reminded of an overdue case.
        settle_retry_s: how often a pending password is asked after once it is due.
    """

    support_groups: tuple[GroupId, ...] = ()
    review_group: GroupId | None = None
    supervisors: tuple[int, ...] = ()
    lang: Lang = Lang.ZH
    day_opens: time = time(8, 30)
    day_closes: time = time(17, 30)
    night_opens: time = time(20, 30)
    night_closes: time = time(2, 30)
    round_the_clock: bool = False
    holidays: frozenset[date] = HOLIDAYS_2026
    minutes_each: Count = 6
    wait_notice_s: Seconds = 180
    wait_notices_max: Count = 3
    agent_silence_s: Seconds = 600
    review_remind_s: Seconds = 4 * 3600
    settle_retry_s: Seconds = 600

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        try:
            self.calendar()
        except InvariantBrokenError as error:
            raise ValueError(f"working hours: {error}") from None
        if self.support_groups and not self.supervisors:
            raise ValueError("supervisors is needed with support_groups: who grants the roles?")
        return self

    def calendar(self) -> DeskCalendar:
        """Return when the markets trade and the agents work."""
        hours = Hours(self.day_opens, self.day_closes, self.night_opens, self.night_closes)
        return DeskCalendar(Calendar(self.holidays), hours, self.round_the_clock)


class DatabaseSection(Section):
    """Where rows are kept: `sqlite:///file` or `postgresql://…`."""

    url: str = Field("sqlite:///var/resetdesk.db", pattern=r"^(sqlite|postgresql|postgres)\S*://")


class BlobsSection(Section):
    """Where media are kept: `file:folder`, or `s3://bucket/prefix?endpoint=…&region=…`.

    The credentials of an S3-compatible store are found by boto3's own rules.
    """

    url: str = Field("file:var/media", pattern=r"^(file:|s3://)\S+$")


class KeysSection(Section):
    """Secrets; `resetdesk keys make` makes them.

    Attributes:
        storage: `id:base64,id:base64`, newest first: encryption at rest.
        hash: base64: keyed hashes that rows are found by; does not rotate.
        codes: base64: one-time codes.
        links: base64: the signature of personal links.
    """

    storage: SecretStr
    hash: SecretStr
    codes: SecretStr
    links: SecretStr


class TelegramMode(StrEnum):
    """How updates come."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class TelegramSection(Section):
    """The bot at Telegram; the sandbox is another `api_url`."""

    token: SecretStr
    api_url: HttpUrl = "https://api.telegram.org"
    mode: TelegramMode = TelegramMode.POLLING
    webhook_secret: SecretStr | None = None
    total_per_s: Annotated[float, Field(gt=0, le=1000)] = 30
    chat_burst: Annotated[int, Field(ge=1, le=1000)] = 5
    group_per_min: Annotated[float, Field(gt=0, le=1000)] = 20

    @field_validator("token")
    @classmethod
    def _token_form(cls, token: SecretStr) -> SecretStr:
        number, colon, rest = token.get_secret_value().partition(":")
        if not (number.isdigit() and colon and rest):
            raise ValueError("must look like 123456:ABC…, as @BotFather gives it")
        return token

    @model_validator(mode="after")
    def _secret_for_webhook(self) -> Self:
        if self.mode is TelegramMode.WEBHOOK and self.webhook_secret is None:
            raise ValueError("webhook_secret is needed when mode is webhook")
        return self


class WebSection(Section):
    """The bot's own web server."""

    host: str = "127.0.0.1"
    port: Port = 8080
    base_url: HttpUrl = "http://127.0.0.1:8080"
    telegram_script: str = "https://telegram.org/js/telegram-web-app.js"
    frame_ancestors: tuple[str, ...] = ("https://web.telegram.org", "https://webk.telegram.org")
    minimum_reading_s: Annotated[int, Field(ge=0, le=600)] = 5
    link_valid_s: Annotated[int, Field(ge=60, le=30 * 24 * 3600)] = 24 * 3600
    metrics_token: SecretStr | None = None


class NluSection(Section):
    """The Rasa server."""

    kind: Literal["rasa", "keywords"] = "rasa"
    url: HttpUrl = "http://127.0.0.1:5005"
    token: SecretStr | None = None
    timeout_s: Annotated[float, Field(gt=0, le=30)] = 5.0


class SmsSection(Section):
    """Text messages.

    Attributes:
        adapter: `sandbox` (the demo's phone), `gateway` (the firm's own, over HTTP) or
            `tencent`.
        url: of the sandbox or the gateway.
        template: the gateway's JSON document.
        secret: the gateway's shared secret.
        secret_id, secret_key, app_id, sign_name, region: Tencent Cloud's.
        approved: Tencent Cloud's approved texts by template id.
    """

    adapter: Literal["sandbox", "gateway", "tencent"]
    url: HttpUrl | None = None
    template: dict[str, str] = Field(
        default_factory=lambda: {"phone": "{phone}", "text": "{text}", "id": "{message_id}"}
    )
    secret: SecretStr | None = None
    secret_id: SecretStr | None = None
    secret_key: SecretStr | None = None
    app_id: str | None = None
    sign_name: str | None = None
    approved: dict[str, str] | None = None
    region: str = "ap-guangzhou"

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = {
            "sandbox": ("url",),
            "gateway": ("url",),
            "tencent": ("secret_id", "secret_key", "app_id", "sign_name", "approved"),
        }[self.adapter]
        missing = [name for name in needed if getattr(self, name) is None]
        if missing:
            raise ValueError(f"{', '.join(missing)} needed by the adapter {self.adapter}")
        return self


class BackofficeSection(Section):
    """The firm's systems: `embedded` (invented customers) or `http` (the OpenAPI contract)."""

    adapter: Literal["embedded", "http"] = "embedded"
    url: HttpUrl | None = None
    token: SecretStr | None = None
    private_key: SecretStr | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = ("private_key",) if self.adapter == "embedded" else ("url", "token")
        missing = [name for name in needed if getattr(self, name) is None]
        if missing:
            raise ValueError(f"{', '.join(missing)} needed by the adapter {self.adapter}")
        return self


class SigningSection(Section):
    """The certificate authority's folder."""

    folder: Path = Path("var/authority")
    passphrase: SecretStr


class VerificationSection(Section):
    """The checks' processes and models."""

    workers: Annotated[int, Field(ge=1, le=64)] = 1
    memory_limit_mb: Annotated[int, Field(ge=2400, le=65536)] = 3000
    card_models: Literal["small", "tiny"] = "small"
    card_model_dir: Path | None = None
    face_model_dir: Path | None = None
    speech_model_dir: Path | None = None
    recognise_copies: bool = True


class JobsSection(Section):
    """Who runs checks: this process (`local`), or `resetdesk work` by way of Redis."""

    broker: str = Field("local", pattern=r"^(local|rediss?://\S+)$")
    lease_s: Seconds = 30
    sweep_s: Seconds = 5


class RetentionSection(Section):
    """How long things stay (D14): days after a case's end, or after the row has served.

    Face templates are never stored, so they stay for 0 days.
    """

    card_days: Days = 30
    selfie_days: Days = 30
    statement_days: Days = 30
    agreements_days: Days = 20 * 365
    inbox_days: Days = 7
    outbox_days: Days = 30
    jobs_days: Days = 30
    codes_days: Days = 1
    prints_days: Days = 180


class LogSection(Section):
    """Logs."""

    level: str = "INFO"
    format: LogFormat = LogFormat.JSON

    @field_validator("level")
    @classmethod
    def _known(cls, level: str) -> str:
        try:
            level_number(level)
        except KeyError:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR") from None
        return level.upper()


class Settings(BaseSettings):
    """All settings of a deployment."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    worker: str = Field("main", pattern=r"^[A-Za-z0-9_.-]{1,60}$")
    firm: FirmSection = FirmSection()
    rules: RulesSection = RulesSection()
    desk: DeskSection = DeskSection()
    database: DatabaseSection = DatabaseSection()
    blobs: BlobsSection = BlobsSection()
    keys: KeysSection
    telegram: TelegramSection
    web: WebSection = WebSection()
    nlu: NluSection = NluSection()
    sms: SmsSection
    backoffice: BackofficeSection
    signing: SigningSection
    verification: VerificationSection = VerificationSection()
    jobs: JobsSection = JobsSection()
    retention: RetentionSection = RetentionSection()
    log: LogSection = LogSection()

    @model_validator(mode="after")
    def _https_for_webhook(self) -> Self:
        real = self.telegram.api_url.startswith("https://")
        webhook = self.telegram.mode is TelegramMode.WEBHOOK
        if real and webhook and not self.web.base_url.startswith("https://"):
            raise ValueError("web.base_url must be https for Telegram to bring updates")
        return self

    def policy(self) -> Policy:
        """Return the procedure's settings for the core."""
        firm, rules, desk = self.firm, self.rules, self.desk
        return Policy(
            firm_zh=firm.name_zh,
            firm_en=firm.name_en,
            service_line=firm.service_line,
            review_days=firm.review_days,
            code_valid=timedelta(seconds=rules.code_valid_s),
            code_resend=timedelta(seconds=rules.code_resend_s),
            code_window=timedelta(seconds=rules.code_window_s),
            code_wrong_max=rules.code_wrong_max,
            code_sends_max=rules.code_sends_max,
            idle=timedelta(seconds=rules.idle_s),
            expiry=timedelta(seconds=rules.expiry_s),
            returned_expiry=timedelta(seconds=rules.returned_expiry_s),
            photo_tries=rules.photo_tries,
            liveness_tries=rules.liveness_tries,
            video_tries=rules.video_tries,
            liveness_actions=rules.liveness_actions,
            liveness_window=timedelta(seconds=rules.liveness_window_s),
            statement_min_s=rules.statement_min_s,
            confidence=rules.nlu_confidence,
            password_rules=tuple(rules.password_rules.items()),
            agreements=rules.agreements,
            calendar=desk.calendar(),
            desk=bool(desk.support_groups),
            wait_notice=timedelta(seconds=desk.wait_notice_s),
            wait_notices_max=desk.wait_notices_max,
            agent_silence=timedelta(seconds=desk.agent_silence_s),
            review_remind=timedelta(seconds=desk.review_remind_s),
            settle_retry=timedelta(seconds=desk.settle_retry_s),
        )


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings, or say plainly which one is wrong.

    Raises:
        SettingsError: a setting is missing or does not fit; no value is repeated in the words.
    """
    if file is not None and not file.is_file():
        raise SettingsError(f"there is no settings file {file}")
    path = file or DEFAULT_FILE

    class FromFile(Settings):
        """The settings with this file behind the environment."""

        @override
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            _ = (dotenv_settings, file_secret_settings)
            toml = TomlConfigSettingsSource(settings_cls, path)
            return (init_settings, env_settings, toml)

    try:
        return FromFile()
    except ValidationError as error:
        raise SettingsError(described(error)) from None
    except ValueError as error:
        raise SettingsError(f"{path}: {error}") from None


def described(error: ValidationError) -> str:
    """Return each problem with its setting's name, and no value: it may be a secret."""
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        names = [str(part) for part in problem["loc"]]
        variable = _PREFIX + "__".join(names).upper()
        lines.append(f"{'.'.join(names) or 'settings'} ({variable}): {problem['msg']}")
    return "\n".join(lines)
