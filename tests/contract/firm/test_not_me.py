"""The page behind a text message, over HTTP: looking changes nothing, the button freezes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from bot.clock import ManualClock
from bot.web.ports import NotMeState
from dialogs.kinds import Lang
from tests.contract.firm.desk import CASE, LINE, NOW, Desk, running_desk

BUTTON = {Lang.ZH: "这不是我办理的", Lang.EN: "This was not me"}
FROZEN = {Lang.ZH: "已冻结", Lang.EN: "Frozen"}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
async def desk(clock: ManualClock) -> AsyncIterator[Desk]:
    async with running_desk(clock) as running:
        yield running


@pytest.fixture
async def http(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=desk.url) as client:
        yield client


def _link(desk: Desk, lang: Lang = Lang.ZH, case_id: str = CASE) -> str:
    return desk.not_me.link(case_id, lang, NOW)


@pytest.mark.parametrize("lang", Lang)
async def test_looking_changes_nothing_and_the_button_freezes(
    desk: Desk, http: httpx.AsyncClient, clock: ManualClock, lang: Lang
) -> None:
    path = _link(desk, lang)
    for look in (await http.get(path), await http.get(path), await http.head(path)):
        assert look.status_code == 200
    assert not desk.talk.reports, "a preview robot must not freeze anything"
    page = (await http.get(path)).text
    assert BUTTON[lang] in page
    assert '<form method="post">' in page
    assert "<script" not in page
    clock.advance(60)
    told = await http.post(path)
    assert told.status_code == 200
    assert FROZEN[lang] in told.text
    assert LINE in told.text
    assert f'href="tel:{LINE}"' in told.text
    assert BUTTON[lang] not in told.text
    assert desk.talk.reports == [(CASE, clock.now())]
    assert FROZEN[lang] in (await http.get(path)).text


async def test_the_page_says_what_was_asked_for_and_when(
    desk: Desk, http: httpx.AsyncClient
) -> None:
    page = (await http.get(_link(desk))).text
    assert "2026年3月6日 17:00，有人在 Telegram 上开始办理密码重置" in page
    assert "提交审核" not in page
    sent = NOW + timedelta(hours=1)
    desk.talk.asked_for = replace(desk.talk.asked_for, submitted_at=sent)
    page = (await http.get(_link(desk, Lang.EN))).text
    assert "6 March 2026, 18:00: the application was submitted for review." in page


async def test_its_reader_may_speak_another_language_than_the_case(
    desk: Desk, http: httpx.AsyncClient
) -> None:
    page = await http.get(_link(desk, Lang.ZH) + "?lang=en")
    assert BUTTON[Lang.EN] in page.text
    assert "lang=zh" in page.text
    assert BUTTON[Lang.ZH] in (await http.get(_link(desk, Lang.ZH) + "?lang=xx")).text


@pytest.mark.parametrize(
    ("state", "words"), [(NotMeState.DONE, "已经办完"), (NotMeState.ENDED, "没有更改任何密码")]
)
async def test_what_is_over_says_so_and_names_the_service_line(
    desk: Desk, http: httpx.AsyncClient, state: NotMeState, words: str
) -> None:
    desk.talk.asked_for = replace(desk.talk.asked_for, state=state)
    for answer in (await http.get(_link(desk)), await http.post(_link(desk))):
        assert words in answer.text
        assert BUTTON[Lang.ZH] not in answer.text
        assert FROZEN[Lang.ZH] not in answer.text
        assert f'href="tel:{LINE}"' in answer.text


async def test_too_late_to_freeze_is_not_too_late_to_tell(
    desk: Desk, http: httpx.AsyncClient
) -> None:
    desk.talk.asked_for = replace(desk.talk.asked_for, state=NotMeState.LATE)
    page = (await http.get(_link(desk))).text
    assert BUTTON[Lang.ZH] in page
    assert "不能再冻结" in page
    assert f'href="tel:{LINE}"' in page
    desk.talk.asked_for = replace(desk.talk.asked_for, state=NotMeState.TOLD)
    told = (await http.post(_link(desk))).text
    assert "已通知工作人员" in told
    assert BUTTON[Lang.ZH] not in told
    assert f'href="tel:{LINE}"' in told


async def test_an_old_wrong_or_strange_link_freezes_nothing_and_names_the_service_line(
    desk: Desk, http: httpx.AsyncClient, clock: ManualClock
) -> None:
    path = _link(desk)
    in_zh = {"accept-language": "zh-CN"}
    for wrong in ("/n/x", "/n/" + path[4:], path[:-1] + "e", _link(desk, case_id="none")):
        for answer in (await http.get(wrong, headers=in_zh), await http.post(wrong)):
            assert answer.status_code == 404
    assert LINE in (await http.get("/n/x", headers=in_zh)).text
    clock.advance(timedelta(days=14).total_seconds())
    for answer in (await http.get(path), await http.post(path)):
        assert answer.status_code == 410
        assert LINE in answer.text
    assert not desk.talk.reports


async def test_only_this_page_may_send_a_form_and_only_to_itself(
    desk: Desk, http: httpx.AsyncClient
) -> None:
    own = (await http.get(_link(desk))).headers
    assert "form-action 'self';" in own["content-security-policy"]
    assert own["cache-control"] == "no-store"
    assert own["referrer-policy"] == "no-referrer"
    for path in ("/guide/zh", "/a/x", "/app/passwords", "/nowhere"):
        policy = (await http.get(path)).headers["content-security-policy"]
        assert "form-action 'none';" in policy


async def test_a_large_body_is_not_even_read(desk: Desk, http: httpx.AsyncClient) -> None:
    answer = await http.post(_link(desk), content=b"x" * 300_000)
    assert FROZEN[Lang.ZH] in answer.text
    assert len(desk.talk.reports) == 1
