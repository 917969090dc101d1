"""Text messages about a case: to the proven phone, once, with the way to say "not me"."""

import math
import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from typing_extensions import override

from bot.codes import CodeBook
from bot.ids import SystemIds
from bot.performing.codes import CodeWords, DeliverCode
from bot.performing.notices import NoticeDelivery, NoticeWords
from bot.render import Renderer
from bot.sandbox.server import Sandbox
from bot.sms.catalogue import KEYS, to_register
from bot.sms.errors import SmsError
from bot.sms.memory import MemorySms
from bot.sms.ports import SmsSender
from bot.sms.sandbox import SandboxSms
from bot.sms.tencent import TencentSettings, TencentSms
from bot.web.links import NotMeLinks, Signer, read_not_me
from bot.web.settings import WebSettings
from dialogs.codes import unproven
from dialogs.effects import Notice, SendNotice
from dialogs.kinds import CodePurpose, Lang
from dialogs.model import Case
from dialogs.policy import Policy
from storage.api import InDoubt, OutboxRow, OutboxState
from tests.property.histories import NAME, NUMBER, PHONE
from tests.unit.bot.standing import in_review, stand
from tests.unit.bot.workshop import CHAT, START, Workshop, workshop

SECRET = b"links"
LINKS = NotMeLinks(
    WebSettings("https://desk.example", SECRET, "t", "", "", ""), timedelta(days=14)
)
POLICY = Policy()
RENDERER = Renderer()
WORDS = NoticeWords(POLICY, RENDERER, LINKS)
CODES = CodeWords(CodeBook(b"k" * 32), POLICY, RENDERER)
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")


class BadSms(SmsSender):
    """Refuses everything."""

    def __init__(self, *, retry: bool) -> None:
        self.retry = retry
        self.asked = 0

    @override
    async def send(self, phone: str, text: str, message_id: str) -> None:
        self.asked += 1
        raise SmsError("no", retry=self.retry)


def parts(words: str) -> int:
    """Return how many messages the network makes of a text (GSM 03.38; else UCS-2)."""
    if set(words) <= _GSM | _GSM_TWICE:
        length = sum(2 if one in _GSM_TWICE else 1 for one in words)
        return 1 if length <= 160 else math.ceil(length / 153)
    length = len(words.encode("utf-16-le")) // 2
    return 1 if length <= 70 else math.ceil(length / 67)


async def _notify(shop: Workshop, notice: Notice, lang: Lang = Lang.ZH, name: str = "n1") -> None:
    effect = SendNotice(notice=notice, lang=lang)
    row = OutboxRow(
        effect_id=name, case_id="case", chat_id=CHAT, lane="sms:case", kind="SendNotice",
        payload=shop.means.codec.encode(effect), in_doubt=InDoubt.REPEAT,
        created_at=shop.clock.now(),
    )  # fmt: skip
    async with shop.means.store.begin() as uow:
        await uow.outbox.add_all([row])
        await uow.commit()
    await shop.send()


async def _shop(sms: SmsSender, case: Case | None = None) -> Workshop:
    shop = workshop()
    delivery = NoticeDelivery(shop.means, sms, WORDS)
    shop.sender._kinds = {"SendNotice": delivery}
    await stand(shop, case or in_review())
    return shop


@pytest.mark.parametrize("notice", Notice)
@pytest.mark.parametrize("lang", Lang)
async def test_the_proven_phone_is_told_in_its_language_with_a_link(
    notice: Notice, lang: Lang
) -> None:
    sms = MemorySms()
    shop = await _shop(sms)
    await _notify(shop, notice, lang)
    (message,) = sms.delivered.values()
    assert message.phone == PHONE
    assert {Lang.ZH: "【示例期货】", Lang.EN: "[Sample Futures] "}[lang] in message.text
    assert {Lang.ZH: "“示例期货密码重置”", Lang.EN: '"Sample Futures password reset"'}[
        lang
    ] in message.text
    token = message.text.split("https://desk.example/n/")[1]
    read = read_not_me(Signer(SECRET), token, shop.clock.now())
    assert (read.case_id, read.lang) == ("case", lang)
    numbered = "RS20260302000001" in message.text
    assert numbered is (notice is not Notice.STARTED)
    for secret in (PHONE, NUMBER, NAME, "8000"):
        assert secret not in message.text


async def test_a_repetition_is_one_message_under_one_id() -> None:
    sms = MemorySms()
    shop = await _shop(sms)
    await _notify(shop, Notice.STARTED)
    words = sms.delivered["n1"].text
    case = await shop.case()
    shop.clock.advance(5)
    async with shop.means.store.begin() as uow:
        (row,) = await uow.outbox.of_case("case")
    effect = shop.means.codec.decode(row.payload, SendNotice)
    assert WORDS.of(case, effect, row.created_at) == words


async def test_the_sandboxes_phone_shows_it_once() -> None:
    async with Sandbox() as sandbox, httpx.AsyncClient() as client:
        shop = await _shop(SandboxSms(client, sandbox.url))
        sandbox.faults.add("sms", "drop")
        await _notify(shop, Notice.SUBMITTED)
        assert await shop.states() == [("SendNotice", OutboxState.QUEUED)]
        shop.clock.advance(2)
        await shop.send()
        assert await shop.states() == [("SendNotice", OutboxState.SENT)]
        (message,) = sandbox.sms.inbox(PHONE)
        assert message.message_id == "n1"
        assert "RS20260302000001" in message.text


@pytest.mark.parametrize("retry", [True, False])
async def test_failing_for_good_changes_nothing_of_the_case(retry: bool) -> None:
    sms = BadSms(retry=retry)
    shop = await _shop(sms)
    before = await shop.case()
    await _notify(shop, Notice.STARTED)
    for _ in range(10):
        shop.clock.advance(10)
        await shop.send()
    assert await shop.states() == [("SendNotice", OutboxState.FAILED)]
    assert sms.asked == (4 if retry else 1)
    assert await shop.case() == before


async def test_an_unproven_phone_is_told_nothing() -> None:
    sms = MemorySms()
    shop = await _shop(sms, unproven(in_review()))
    await _notify(shop, Notice.STARTED)
    assert sms.delivered == {}
    assert await shop.states() == [("SendNotice", OutboxState.DROPPED)]


def _told(case: Case) -> dict[str, str]:
    """Return what the performers really send, by key and language."""
    said = {}
    for lang in Lang:
        for purpose in CodePurpose:
            code = DeliverCode(code_id="c", purpose=purpose, phone=PHONE, lang=lang)
            said[f"shell_sms_{purpose}_{lang}"] = CODES.of(case.case_id, code)
        for notice in Notice:
            effect = SendNotice(notice=notice, lang=lang)
            said[f"shell_sms_{notice}_{lang}"] = WORDS.of(case, effect, START)
    return said


def test_every_text_message_takes_two_parts_at_most() -> None:
    case = replace(in_review(), case_id=SystemIds().new())
    measured = {key: parts(words) for key, words in _told(case).items()}
    assert max(measured.values()) <= 2, measured


def test_every_text_message_is_matched_by_the_one_text_made_from_the_catalogue() -> None:
    case = replace(in_review(), case_id=SystemIds().new())
    registered = to_register(POLICY, RENDERER, LINKS)
    approved = {one.template_id: one for one in registered}
    told = _told(case)
    assert approved.keys() == told.keys()
    assert len(approved) == 2 * len(KEYS)
    sms = TencentSms(TencentSettings("id", "key", "1", "示例期货", registered))
    for key, words in told.items():
        found, parameters = sms._approved(words)
        assert found == key
        numbers = re.findall(r"\{(\d+)\}", approved[key].text)
        assert numbers == [str(n) for n in range(1, len(parameters) + 1)]
        assert "示例期货】" not in approved[key].text, "the provider adds the signature"
        if "_identity_" not in key and "_signing_" not in key:
            assert f"https://desk.example/n/{{{len(parameters)}}}" in approved[key].text
            assert re.fullmatch(r"[A-Za-z0-9_-]{43}[ze]", parameters[-1])
        else:
            assert parameters[0].isdigit()
            assert parameters[1:] == ("3",)
