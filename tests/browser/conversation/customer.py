"""A customer at the sandbox's page: clicks, types, looks, and keeps a screenshot of each step."""

import re
import time
from pathlib import Path
from typing import Self

from fluent.syntax import ast, parse
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from bot.sandbox.people import Person
from dialogs.kinds import Lang
from tests.browser.conversation.camera import Camera

_SPACED = re.compile(r"\d(?: \d){3}")
ROOT = Path(__file__).resolve().parents[3]
PATIENCE_MS = 180_000
"""Engines share two cores with the browser here; a customer's own machine waits far less."""


class Words:
    """The catalogue's words, to recognise buttons and sentences by."""

    def __init__(self, lang: Lang) -> None:
        locales = ROOT / "bot" / "locales"
        sources = [locales / f"{part}{lang}.ftl" for part in ("", "desk.")]
        entries = [e for one in sources for e in parse(one.read_text(encoding="utf-8")).body]
        self._messages = {e.id.name: e for e in entries if isinstance(e, ast.Message)}

    def label(self, key: str) -> str:
        """Return a message without placeholders."""
        return self._plain(key)[0]

    def mark(self, key: str) -> str:
        """Return the longest plain piece of a message."""
        return max(self._plain(key), key=len)

    def _plain(self, key: str) -> list[str]:
        pattern = self._messages[key].value
        assert pattern is not None
        texts = [e.value for e in pattern.elements if isinstance(e, ast.TextElement)]
        pieces = [piece.strip() for t in texts for piece in re.split(r"<[^>]+>|\n", t)]
        return [piece for piece in pieces if piece]


class Customer:
    """One person at the page."""

    def __init__(
        self, page: Page, person: Person, lang: Lang, shots: Path, camera: Camera
    ) -> None:
        self.page = page
        self.person = person
        self.words = Words(lang)
        self.shots = shots
        self.camera = camera
        self.shots.mkdir(parents=True, exist_ok=True)
        self._count = 0
        self._used_codes = {""}
        self._heard_before = 0

    @property
    def context(self) -> BrowserContext:
        """The browser's context, for pages that open in a tab of their own."""
        return self.page.context

    def hear(self, key: str) -> Self:
        """Wait until the bot said this after the customer's last act."""
        return self.hear_one_of(key)

    def hear_one_of(self, *keys: str) -> Self:
        """Wait until the bot said one of these after the customer's last act."""
        marks = [self.words.mark(key) for key in keys]
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while time.monotonic() < deadline:
            later = [words for number, words in self._bubbles() if number > self._heard_before]
            if any(mark in words for words in later for mark in marks):
                return self
            self.page.wait_for_timeout(200)
        raise AssertionError(f"waited for {keys}, heard: {self.newest()}")

    def newest(self) -> str:
        """Return the bot's newest words."""
        return self._phone.get_by_test_id("bubble-bot").last.inner_text()

    def tap(self, key: str) -> Self:
        """Tap the newest button with this label."""
        self._acting()
        self._button(self.words.mark(key)).click()
        return self

    def tick(self, kind_key: str) -> Self:
        """Tick a password kind and wait for its tick."""
        label = self.words.label(kind_key)
        self._button(f"☐ {label}").click()
        expect(self._button(f"☑ {label}")).to_be_visible(timeout=PATIENCE_MS)
        return self

    def type(self, words: str) -> Self:
        """Type a message and press Enter."""
        self._acting()
        field = self.page.get_by_test_id("phone-input")
        field.fill(words)
        field.press("Enter")
        return self

    def ask(self, words: str, answer: str) -> Self:
        """Ask a free question until it is answered.

        Rasa starts behind the talk and shares two cores with the engines here: as long as the
        bot honestly says that it cannot answer just now, a person asks again.
        """
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while True:
            self.type(words).hear_one_of(answer, "nlu-down")
            if self.words.mark(answer) in self.newest():
                return self
            assert time.monotonic() < deadline, f"never answered: {self.newest()}"
            self.page.wait_for_timeout(3000)

    def look(self, name: str) -> Self:
        """Keep a screenshot."""
        self._count += 1
        self.page.wait_for_timeout(400)
        self.page.screenshot(path=self.shots / f"{self._count:02}-{name}.png")
        return self

    def material(self, item: str) -> Self:
        """Send one of the demo customer's materials."""
        self._acting()
        self.page.get_by_test_id("tab-demo").click()
        self.page.locator(f"[data-item={item}]").click()
        return self

    def choose_person(self) -> Self:
        """Open the drawer at this customer's materials."""
        self.page.get_by_test_id("tab-demo").click()
        self.page.get_by_test_id("demo-people").select_option(self.person.key)
        return self

    def enter_code(self) -> Self:
        """Wait for the newest text message and send its code."""
        self.page.get_by_test_id("tab-sms").click()
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while self._newest_code() in self._used_codes:
            assert time.monotonic() < deadline, "no text message came"
            self.page.wait_for_timeout(200)
        self._used_codes.add(self._newest_code())
        self.look("text-message")
        return self.type(self._newest_code())

    def _newest_code(self) -> str:
        """Return the code of the newest text message to this customer's phone."""
        texts = self.page.get_by_test_id("sms-list").get_by_test_id("sms")
        own = texts.filter(has_text=self.person.phone).get_by_test_id("sms-code")
        return own.first.inner_text() if own.count() else ""

    def secure_page(self) -> FrameLocator:
        """Return the Mini App's inside."""
        return self.page.frame_locator("[data-testid=mini-app-frame]")

    def read(self, label: str) -> Self:
        """Open an agreement in its tab, read it to the end, say so and come back."""
        with self.context.expect_page() as opening:
            self._button(label).click()
        tab = opening.value
        tab.wait_for_load_state()
        tab.locator("#end").scroll_into_view_if_needed()
        tab.mouse.wheel(0, 100_000)
        expect(tab.locator("#done")).to_be_enabled(timeout=PATIENCE_MS)
        self._count += 1
        tab.screenshot(path=self.shots / f"{self._count:02}-agreement.png")
        tab.locator("#done").click()
        expect(tab.locator("#thanks")).to_be_visible(timeout=PATIENCE_MS)
        tab.close()
        return self

    def record_note(self, seconds: float) -> Self:
        """Record a round video of the statement with the digits asked for, replay it, send it."""
        phrase = _SPACED.search(self.newest())
        assert phrase is not None, f"no digits asked for: {self.newest()}"
        self.camera.plays(phrase[0].replace(" ", ""))
        self._acting()
        self.page.get_by_test_id("phone-camera").click()
        self.page.get_by_test_id("capture-note").click()
        self.page.get_by_test_id("capture-record").click()
        expect(self.page.get_by_test_id("capture-stop")).to_be_visible(timeout=PATIENCE_MS)
        self.page.wait_for_timeout(seconds * 1000)
        self.look("recording")
        self.page.get_by_test_id("capture-stop").click()
        expect(self.page.get_by_test_id("capture-replay")).to_be_visible(timeout=PATIENCE_MS)
        self.page.get_by_test_id("capture-send").click()
        return self

    def _acting(self) -> None:
        """Remember what was said before the customer acts."""
        self._heard_before = max((number for number, _ in self._bubbles()), default=0)

    def _bubbles(self) -> list[tuple[int, str]]:
        """Return the bot's messages with their numbers."""
        found: list[list[str]] = self._phone.get_by_test_id("bubble-bot").evaluate_all(
            "all => all.map((one) => [one.dataset.messageId, one.innerText])"
        )
        return [(int(number), words) for number, words in found]

    def _button(self, label: str) -> Locator:
        return self._phone.get_by_test_id("inline-button").filter(has_text=label).last

    @property
    def _phone(self) -> Locator:
        """The customer's own phone, beside which the desk may stand."""
        return self.page.get_by_test_id("phone")

    def wish(self, **on: bool) -> Self:
        """Let the invented colleagues act by themselves, or not: the drawer's switches."""
        self.page.get_by_test_id("tab-demo").click()
        for name, wanted in on.items():
            box = self.page.get_by_test_id(f"colleague-{name.replace('_', '-')}")
            box.set_checked(wanted)
        return self.look("colleagues")


class Colleague:
    """One of the firm's people at the same page: opens topics, taps, writes."""

    def __init__(self, customer: Customer, user_id: int, group: int) -> None:
        self.customer = customer
        self.page = customer.page
        self.words = Words(Lang.ZH)
        self.user_id = user_id
        self.group = group

    def open_topic(self) -> Self:
        """Sit down at the desk and open the group's newest topic."""
        self.page.get_by_test_id("tab-desk").click()
        self.page.get_by_test_id("desk-identity").select_option(str(self.user_id))
        choice = self.page.locator(f"[data-testid=desk-group-choice][data-group='{self.group}']")
        if choice.count():
            choice.first.click()
        topic = self.page.get_by_test_id("topic").first
        expect(topic).to_be_visible(timeout=PATIENCE_MS)
        topic.click()
        return self

    def tap(self, label: str) -> Self:
        """Tap the newest button with this label under a message of the topic."""
        button = self._thread().get_by_test_id("inline-button").filter(has_text=label).last
        expect(button).to_be_visible(timeout=PATIENCE_MS)
        button.click()
        return self

    def write(self, words: str) -> Self:
        """Write in the topic."""
        field = self.page.get_by_test_id("desk-input")
        field.fill(words)
        field.press("Enter")
        return self

    def sees(self, words: str) -> Self:
        """Wait for words in the topic."""
        expect(self._thread()).to_contain_text(words, timeout=PATIENCE_MS)
        return self

    def look(self, name: str) -> Self:
        """Keep a screenshot."""
        self.customer.look(name)
        return self

    def _thread(self) -> Locator:
        return self.page.get_by_test_id("desk-thread")
