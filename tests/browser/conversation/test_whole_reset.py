"""From the first hello to "in effect", by clicking and typing, on both sides of the desk."""

import re

import pytest
from playwright.sync_api import expect

from bot.sandbox.colleagues import BY_KEY as BY_ROLE
from bot.sandbox.colleagues import REVIEW_GROUP_ID, SUPPORT_GROUP_ID
from bot.sandbox.people import BY_KEY
from dialogs.kinds import Action, DocumentKind, Lang, PasswordKind
from tests.browser.conversation.conftest import Opener
from tests.browser.conversation.customer import PATIENCE_MS, Colleague, Customer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

PASSWORDS = {
    PasswordKind.FUTURES_TRADING: "83920174",
    PasswordKind.FUTURES_FUND: "830174",
    PasswordKind.FUND_TRADING: "71930284",
}


def test_in_chinese(customer: Opener) -> None:
    """One person plays customer, agent and reviewer: a takeover and one return in it."""
    one = customer("zhang_wei", Lang.ZH)
    one.choose_person().wish(agent=False, reviewer=False)
    _identify(one)
    _served_by_hand(one)
    _choose(one, PasswordKind.FUTURES_TRADING, PasswordKind.FUTURES_FUND)
    _question(one, "为什么要录视频？", "answer-ask-why-video")
    _set_passwords(one)
    _prove(one)
    _sign_and_submit(one, ["agreement-service", "agreement-risk"])
    _status(one, "到哪一步了？")
    _returned_by_hand(one)
    _corrected(one)
    _approved_by_hand(one)


def test_in_english(customer: Opener) -> None:
    """The invented colleagues act by themselves: a takeover, a return, an approval."""
    one = customer("maria_schmidt", Lang.EN)
    one.choose_person().wish(agent=True, reviewer=True, returns_first=True)
    _identify(one)
    one.tap("button-person").hear("agent-serves").look("agent")
    one.type("hello, can you help me?").hear("ready-wait")
    one.type("thank you").hear("handed-back").look("handed-back")
    _choose(one, *(kind for kind in BY_KEY["maria_schmidt"].holdings if kind in PASSWORDS))
    _question(one, "why do you need a video?", "answer-ask-why-video")
    _set_passwords(one)
    _prove(one)
    wanted = ["agreement-service", "agreement-risk"]
    if not BY_KEY["maria_schmidt"].has_certificate:
        wanted.append("agreement-certificate")
    _sign_and_submit(one, wanted)
    one.hear("returned").look("returned")
    _corrected(one)
    one.hear("results").look("results")
    _status_of_results(one, "what's my status?")


def _identify(one: Customer) -> None:
    person = one.person
    one.choose_person()
    one.page.get_by_test_id("start").click()
    one.hear("intro").look("intro").tap("button-start")
    one.hear("ask-name").look("name").type(person.name)
    one.hear("ask-document-kind").look("document-kind").tap(
        f"document-{_dashed(person.document_kind)}"
    )
    one.hear("ask-number").look("number").type(person.number)
    one.hear("ask-phone").look("phone").type(person.phone)
    one.hear("ask-code").look("code").enter_code()
    one.hear("ask-selection").look("selection")


def _choose(one: Customer, *kinds: PasswordKind) -> None:
    for kind in kinds:
        one.tick(f"kind-{_dashed(kind)}")
    one.look("ticked").tap("button-picked")
    one.hear("ask-notice").look("notice").tap("button-notice-read")
    one.hear("ask-passwords").look("passwords")


def _question(one: Customer, words: str, answer: str) -> None:
    """Ask; while the bot says that it cannot answer free questions yet, ask again."""
    one.ask(words, answer).look("question-answered")


def _set_passwords(one: Customer) -> None:
    one.tap("button-set-passwords")
    app = one.secure_page()
    order = [kind for kind in PasswordKind if kind in PASSWORDS]
    for kind in order:
        field = app.locator("#in-password")
        title = one.words.label(f"kind-{_dashed(kind)}")
        if not _is_asked(one, title):
            continue
        expect(field).to_be_visible(timeout=PATIENCE_MS)
        field.fill("12345678")
        expect(app.locator("li.broken").first).to_be_visible(timeout=PATIENCE_MS)
        one.look("password-refused")
        field.fill(PASSWORDS[kind])
        app.locator("#in-repeat").fill(PASSWORDS[kind])
        expect(app.locator("button[type=submit]")).to_be_enabled(timeout=PATIENCE_MS)
        one.look("password-fits")
        app.locator("button[type=submit]").click()
    one.look("password-summary")
    app.locator("button.main").click()
    expect(app.locator("svg.good")).to_be_visible(timeout=PATIENCE_MS)
    one.look("passwords-sealed")
    app.locator("button.main").click()
    expect(one.page.get_by_test_id("mini-app")).to_have_count(0)
    one.hear("ask-document-both").look("document")


def _is_asked(one: Customer, title: str) -> bool:
    newest = one.newest()
    return title in newest


def _prove(one: Customer) -> None:
    one.material("card_back_photo").hear("card-back-taken").look("back-taken")
    one.material("card_front_photo").hear("ask-fields").look("fields").tap("button-fields-right")
    one.hear("ask-consent").look("consent").read(
        one.words.label("agreement-data-consent").strip("《》")
    )
    one.tap("button-consent").hear("ask-liveness").look("liveness").tap("button-ready")
    for _ in range(3):
        one.hear("ask-action").look("action")
        one.material(f"selfie_{_asked_action(one)}")
        one.hear_one_of("action-seen", "liveness-over")
    one.hear("ask-statement").look("statement").record_note(21)
    one.hear("ask-replay").look("replay").tap("button-submit-video")
    one.hear("ask-agreements").look("agreements")


def _asked_action(one: Customer) -> Action:
    newest = one.newest()
    return next(a for a in Action if one.words.mark(f"action-{_dashed(a)}") in newest)


def _sign_and_submit(one: Customer, agreements: list[str]) -> None:
    for agreement in agreements:
        one.read(one.words.label(agreement))
    one.hear("ask-sign").look("sign").tap("button-sign")
    one.hear("ask-signing-code").look("signing-code").enter_code()
    one.hear("ask-submit").look("submit").tap("button-submit")
    one.hear("submitted").look("submitted")
    assert re.search(r"RS\d{14}", one.newest())


def _served_by_hand(one: Customer) -> None:
    one.tap("button-person").hear("queue-next").look("queue")
    agent = Colleague(one, BY_ROLE["agent_lin"].id, SUPPORT_GROUP_ID).open_topic()
    agent.look("agent-topic").tap(agent.words.label("desk-button-take"))
    one.hear("agent-serves")
    agent.write("您好，请问有什么可以帮您？")
    one.look("agent-speaks").type("我的密码是 83920174，身份证 110199199003079951")
    agent.sees("••••").look("agent-masked").tap(agent.words.label("desk-button-handback"))
    one.hear("handed-back").look("handed-back")


def _returned_by_hand(one: Customer) -> None:
    reviewer = Colleague(one, BY_ROLE["reviewer_gu"].id, REVIEW_GROUP_ID).open_topic()
    words = reviewer.words
    reviewer.look("review-card").tap(words.label("review-button-take"))
    reviewer.tap(words.label("review-button-evidence"))
    expect(one.page.get_by_test_id("desk-thread").locator("img").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    reviewer.look("review-evidence").tap(f"↩ {words.label('item-front')}")
    reviewer.tap(words.label("review-why-blurred")).look("review-reasons")
    reviewer.tap(words.label("review-button-send-back"))
    one.hear("returned").look("returned")


def _corrected(one: Customer) -> None:
    one.tap("button-continue").hear("ask-document-both")
    one.material("card_back_photo").hear("card-back-taken")
    one.material("card_front_photo").hear("ask-fields").tap("button-fields-right")
    one.hear("ask-submit").tap("button-submit").hear("submitted").look("submitted-again")


def _approved_by_hand(one: Customer) -> None:
    reviewer = Colleague(one, BY_ROLE["reviewer_gu"].id, REVIEW_GROUP_ID).open_topic()
    words = reviewer.words
    reviewer.tap(words.label("review-button-take"))
    for item in ("front", "back", "fields", "liveness", "statement"):
        reviewer.tap(f"✓ {words.label(f'item-{item}')}")
    reviewer.look("review-again").tap(words.label("review-button-approve"))
    one.hear("results").look("results")
    assert one.words.mark("result-in-effect") in one.newest()


def _status_of_results(one: Customer, words: str) -> None:
    one.ask(words, "status-results").look("status-results")


def _status(one: Customer, words: str) -> None:
    one.ask(words, "status-in-review").look("status")


def _dashed(value: str | DocumentKind) -> str:
    return value.replace("_", "-")
