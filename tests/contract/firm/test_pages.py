"""The bot's own pages over HTTP."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.clock import ManualClock
from bot.seal import unseal
from bot.web.pages import Pages
from bot.web.ports import Sighting
from bot.web.settings import WebSettings
from dialogs.effects import Page
from dialogs.kinds import Lang, PasswordKind
from dialogs.model import AgreementId
from tests.contract.firm.desk import (
    CASE,
    KINDS,
    NOW,
    PRIVATE_KEY,
    USER,
    Desk,
    init_data,
    running_desk,
)

GOOD = {
    "futures_trading": "73915206",
    "futures_seat": "90517263",
    "fund_fund": "739152",
    "monitoring": "k7m2q9xw",
}


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


def _agreement(desk: Desk, lang: Lang = Lang.ZH) -> str:
    return desk.links.link(Page.AGREEMENT, AgreementId.RISK, CASE, USER, lang)


def _ticket(html: str) -> str:
    return html.split('data-ticket="')[1].split('"', maxsplit=1)[0]


# --- agreements -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
async def test_an_agreement_is_shown_opened_and_read(
    desk: Desk, http: httpx.AsyncClient, clock: ManualClock, lang: Lang
) -> None:
    path = _agreement(desk, lang)
    page = await http.get(path)
    text = desk.library.text("risk", lang)
    assert page.status_code == 200
    assert text.title in page.text
    assert text.sha256 in page.text
    assert not desk.talk.sightings, "a preview robot must not count as the customer"
    assert (await http.post(f"{path}/opened", json={})).json() == {"reception": "taken"}
    clock.advance(6)
    read = await http.post(f"{path}/read", json={"ticket": _ticket(page.text)})
    assert read.json() == {"reception": "taken"}
    assert [one.kind for one in desk.talk.sightings] == [Sighting.OPENED, Sighting.READ]
    last = desk.talk.sightings[-1]
    assert (last.case_id, last.agreement, last.sha256) == (CASE, AgreementId.RISK, text.sha256)
    assert (last.version, last.at) == (text.version, clock.now())


async def test_nobody_reads_faster_than_the_shortest_time(
    desk: Desk, http: httpx.AsyncClient, clock: ManualClock
) -> None:
    path = _agreement(desk)
    ticket = _ticket((await http.get(path)).text)
    clock.advance(4)
    for body in ({"ticket": ticket}, {"ticket": "made.up"}, {}):
        assert (await http.post(f"{path}/read", json=body)).status_code == 425
    assert not desk.talk.sightings


async def test_an_old_link_and_a_wrong_one_say_so(
    desk: Desk, http: httpx.AsyncClient, clock: ManualClock
) -> None:
    path = _agreement(desk)
    wrong = await http.get(path + "x", headers={"accept-language": "zh-CN"})
    assert wrong.status_code == 404
    assert "链接不完整" in wrong.text
    clock.advance(timedelta(days=1).total_seconds())
    old = await http.get(path, headers={"accept-language": "en-GB"})
    assert old.status_code == 410
    assert "This link has expired" in old.text
    assert (await http.post(f"{path}/opened", json={})).status_code == 410
    assert not desk.talk.sightings


async def test_a_closed_case_is_told(desk: Desk, http: httpx.AsyncClient) -> None:
    desk.talk.over = True
    answer = await http.post(f"{_agreement(desk)}/opened", json={})
    assert (answer.status_code, answer.json()) == (409, {"reception": "over"})


@pytest.mark.parametrize("arg", ["", "rules"])
@pytest.mark.parametrize("lang", Lang)
async def test_guide_and_rules_need_no_token(
    desk: Desk, http: httpx.AsyncClient, lang: Lang, arg: str
) -> None:
    page = await http.get(desk.links.link(Page.GUIDE, arg, CASE, USER, lang))
    assert page.status_code == 200
    assert "data-ticket" not in page.text


async def test_markup_in_an_address_is_not_obeyed(http: httpx.AsyncClient) -> None:
    page = await http.get("/a/<script>alert(1)</script>")
    assert "<script>alert" not in page.text


def test_markup_in_a_text_is_shown_not_obeyed() -> None:
    settings = WebSettings("", b"s", "t", "甲<b>乙", "A<b>B", "1")
    html = Pages(settings).html_of("<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    assert "&lt;script&gt;" in html
    assert "href" not in html
    page = Pages(settings).sorry(Lang.ZH, "wrong", 404)
    assert "甲&lt;b&gt;乙" in str(page.text)


# --- what every answer carries --------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/a/wrong", "/guide/zh", "/health/live", "/static/desk.css", "/nowhere", "/metrics"]
)
async def test_nothing_is_kept_and_nothing_foreign_is_loaded(
    http: httpx.AsyncClient, path: str
) -> None:
    headers = (await http.get(path)).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    foreign = [word for word in policy.split() if word.startswith("http")]
    assert foreign[0] == "https://telegram.org/js/telegram-web-app.js;"


async def test_pages_name_no_foreign_address(desk: Desk, http: httpx.AsyncClient) -> None:
    for path in (
        _agreement(desk),
        "/guide/en",
        desk.links.link(Page.PASSWORDS, "", CASE, USER, Lang.EN),
    ):
        text = (await http.get(path)).text.replace(
            "https://telegram.org/js/telegram-web-app.js", ""
        )
        assert "http" not in text.replace("http-equiv", "")
        assert "style=" not in text
        assert "onclick" not in text


async def test_health_says_what_is_wrong_and_metrics_count(
    desk: Desk, http: httpx.AsyncClient
) -> None:
    assert (await http.get("/health/live")).status_code == 200
    assert (await http.get("/health/ready")).status_code == 200
    desk.talk.ill = ("storage",)
    ready = await http.get("/health/ready")
    assert (ready.status_code, ready.json()["failing"]) == (503, ["storage"])
    assert "sample_turns_total 1.0" in (await http.get("/metrics")).text


async def test_metrics_may_ask_for_a_token(clock: ManualClock) -> None:
    async with running_desk(clock, metrics_token="let-me-in") as desk, httpx.AsyncClient() as http:
        assert (await http.get(f"{desk.url}/metrics")).status_code == 401
        allowed = {"authorization": "Bearer let-me-in"}
        assert (await http.get(f"{desk.url}/metrics", headers=allowed)).status_code == 200


# --- passwords ------------------------------------------------------------------------------


class App:
    """What the page's script does."""

    def __init__(self, desk: Desk, http: httpx.AsyncClient) -> None:
        self._http = http
        link = desk.links.link(Page.PASSWORDS, "", CASE, USER, Lang.ZH)
        self.token = parse_qs(urlsplit(link).query)["t"][0]
        self.init_data = init_data()

    async def post(self, path: str, **body: object) -> httpx.Response:
        words = {"t": self.token, "init_data": self.init_data, **body}
        return await self._http.post(f"/app/passwords{path}", json=words)

    async def check(
        self, kind: str, password: str, repeat: str | None = None, **more: object
    ) -> dict[str, list[str]]:
        answer = await self.post("/check", kind=kind, password=password, repeat=repeat, **more)
        assert answer.status_code == 200
        found: dict[str, list[str]] = answer.json()
        return found

    async def submit(self, passwords: dict[str, str]) -> httpx.Response:
        entries = {kind: {"password": word, "repeat": word} for kind, word in passwords.items()}
        return await self.post("", entries=entries)


@pytest.fixture
def app(desk: Desk, http: httpx.AsyncClient) -> App:
    return App(desk, http)


async def test_the_page_learns_what_to_ask_and_no_fact_of_the_customer(app: App) -> None:
    answer = await app.post("/open")
    items = answer.json()["items"]
    assert [item["kind"] for item in items] == [kind.value for kind in KINDS]
    assert items[1]["seat"] == "次席类型：#50011-盛立移动3#"
    assert [item["length"] for item in items] == [8, 8, 6, 12]
    for fact in ("110199199003079951", "19900307", "13800130001", "88000731"):
        assert fact not in answer.text


async def test_every_broken_rule_is_named_at_once(app: App) -> None:
    found = await app.check("futures_trading", "1111234", "x")
    assert found["problems"] == ["eight_digits", "repeated", "consecutive", "mismatch"]
    assert (await app.check("futures_trading", "19900307"))["problems"] == ["birth_date"]
    assert (await app.check("fund_fund", "079951"))["problems"] == ["document_tail"]
    assert (await app.check("monitoring", "12345678"))["problems"] == [
        "letters_and_digits", "consecutive",
    ]  # fmt: skip
    assert (await app.check("futures_trading", "73915206", "73915206")) == {
        "problems": [], "advice": [],
    }  # fmt: skip


async def test_advice_does_not_refuse(app: App) -> None:
    found = await app.check("futures_trading", "00130001")
    assert found["problems"] == []
    assert "手机号" in found["advice"][0]
    found = await app.check("futures_trading", "73915206", others=["73915206"])
    assert "另一个密码" in found["advice"][0]


async def test_full_width_digits_are_digits(app: App, desk: Desk) -> None:
    wide = "７３９１５２０６"  # noqa: RUF001 - what a Chinese keyboard types
    assert (await app.check("futures_trading", wide, "73915206"))["problems"] == []
    assert (await app.submit({**GOOD, "futures_trading": wide})).status_code == 200
    sealed = next(one for one in desk.talk.submissions[0].sealed if one.kind == "futures_trading")
    assert unseal(sealed, PRIVATE_KEY).password == "73915206"


async def test_all_passwords_arrive_sealed_at_once(app: App, desk: Desk) -> None:
    answer = await app.submit(GOOD)
    assert (answer.status_code, answer.json()) == (200, {"reception": "taken"})
    (submission,) = desk.talk.submissions
    assert (submission.user_id, submission.case_id, submission.at) == (USER, CASE, NOW)
    opened = [unseal(one, PRIVATE_KEY) for one in submission.sealed]
    assert {one.kind.value: one.password for one in opened} == GOOD
    assert {one.case_id for one in opened} == {CASE}
    assert not any(word in repr(submission) for word in GOOD.values())


async def test_the_server_judges_whatever_the_page_says(app: App, desk: Desk) -> None:
    answer = await app.submit({**GOOD, "fund_fund": "111111", "monitoring": "short1"})
    assert answer.status_code == 422
    assert answer.json() == {
        "problems": {"fund_fund": ["repeated"], "monitoring": ["letters_and_digits"]}
    }
    entries = {kind: {"password": word, "repeat": ""} for kind, word in GOOD.items()}
    answer = await app.post("", entries=entries)
    assert all(found == ["mismatch"] for found in answer.json()["problems"].values())
    assert not desk.talk.submissions


async def test_issued_passwords_need_no_entry(app: App, desk: Desk) -> None:
    desk.talk.issued = (PasswordKind.MONITORING,)
    items = (await app.post("/open")).json()["items"]
    assert [item["issued"] for item in items] == [False, False, False, True]
    rest = {kind: word for kind, word in GOOD.items() if kind != "monitoring"}
    assert (await app.submit(GOOD)).json() == {"error": "changed"}
    assert (await app.submit(rest)).status_code == 200
    assert len(desk.talk.submissions[0].sealed) == 3
    desk.talk.issued = KINDS
    assert (await app.submit({})).status_code == 200
    assert desk.talk.submissions[1].sealed == ()


async def test_only_the_customer_of_the_case_gets_in(app: App, desk: Desk) -> None:
    for data, status, word in (
        (init_data(user=USER + 1), 403, "outside"),
        (init_data(token="other:token"), 401, "outside"),
        (init_data(at=NOW - timedelta(hours=2)), 401, "stale"),
        ("", 401, "outside"),
    ):
        app.init_data = data
        answers = [await app.post("/open"), await app.submit(GOOD)]
        answers.append(await app.post("/check", kind="monitoring", password="k7m2q9xw"))
        assert {(one.status_code, one.json()["error"]) for one in answers} == {(status, word)}
    app.init_data = init_data()
    app.token = "made.up"
    assert (await app.submit(GOOD)).json() == {"error": "expired"}
    assert not desk.talk.submissions


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/check", {"kind": "option_fund", "password": "739152"}, 409),
        ("/check", {"kind": "fund_fund"}, 400),
        ("/check", {"kind": "fund_fund", "password": 739152}, 400),
        ("/check", {"kind": "fund_fund", "password": "7" * 65}, 400),
        ("", {"entries": []}, 409),
        ("", {"entries": dict.fromkeys(GOOD, "73915206")}, 400),
        ("", {"entries": {"fund_fund": {"password": "739152", "repeat": "739152"}}}, 409),
    ],
)
async def test_malformed_requests_change_nothing(
    app: App, desk: Desk, path: str, body: dict[str, object], status: int
) -> None:
    assert (await app.post(path, **body)).status_code == status
    assert not desk.talk.submissions


async def test_bodies_that_are_no_objects_are_refused(http: httpx.AsyncClient) -> None:
    for content in (b"", b"[]", b"73915206", b"\xff\xfe{}"):
        answer = await http.post("/app/passwords", content=content)
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})


async def test_a_case_that_went_on_is_told(app: App, desk: Desk) -> None:
    desk.talk.over = True
    assert (await app.post("/open")).json() == {"error": "nothing"}
    assert (await app.submit(GOOD)).status_code == 409


async def test_nothing_typed_stands_in_a_log_or_an_answer(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answers = [
        await app.submit(GOOD),
        await app.submit({**GOOD, "fund_fund": "111111"}),
        await app.post("/check", kind="monitoring", password="k7m2q9xw", repeat="k7m2q9xw"),
        await app.post("", entries={"k7m2q9xw": "73915206"}),
    ]
    said = caplog.text + "".join(answer.text + str(answer.headers) for answer in answers)
    assert not any(word in said for word in (*GOOD.values(), "111111"))


async def test_the_page_itself_carries_no_secret(desk: Desk, http: httpx.AsyncClient) -> None:
    page = await http.get(desk.links.link(Page.PASSWORDS, "", CASE, USER, Lang.ZH))
    assert page.status_code == 200
    assert "110199" not in page.text
    assert str(USER) not in page.text
    missing = await http.get("/app/passwords", headers={"accept-language": "zh"})
    assert missing.status_code == 404
