"""The demo as a person starts it, and Chromium with a camera that plays a spoken statement."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from bot.sandbox.people import BY_KEY
from dialogs.kinds import Lang
from tests.browser.conversation.camera import Camera
from tests.browser.conversation.customer import Customer

CHROMIUM = Path(os.environ.get("RESETDESK_CHROMIUM", "/usr/bin/chromium"))
ROOT = Path(__file__).resolve().parents[3]
SHOTS = Path(os.environ.get("RESETDESK_SCREENSHOTS", ROOT / "var" / "screenshots"))
START_S = 600


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the demo by its command; give its link; stop it as Ctrl-C does."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-u", "-m", "bot", "demo", "--folder", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield _link(process)
    finally:
        process.send_signal(signal.SIGINT)
        with process:
            assert process.wait(timeout=60) == 0
        logged = (folder / "bot.log").read_text(encoding="utf-8")
        assert "Traceback" not in logged
        assert '"level": "error"' not in logged


def _link(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "http://" in line:
            return line.split()[-1]
    raise AssertionError("the demo ended without printing its link")


Opener = Callable[[str, Lang], Customer]


@pytest.fixture
def customer(demo: str, tmp_path: Path) -> Iterator[Opener]:
    """Return an opener of the page for one invented customer, camera and microphone ready."""
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())

        def open_page(key: str, lang: Lang) -> Customer:
            camera = Camera(key, lang, tmp_path)
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=_arguments(camera.film, camera.sound)
            )
            stack.callback(browser.close)
            context = browser.new_context(
                viewport={"width": 1280, "height": 860},
                locale="zh-CN" if lang is Lang.ZH else "en-GB",
                permissions=["camera", "microphone"],
            )
            context.set_default_timeout(60_000)
            page = context.new_page()
            _watch(page)
            page.goto(demo)
            page.wait_for_selector("body[data-ready]")
            return Customer(page, BY_KEY[key], lang, SHOTS / lang, camera)

        yield open_page


def _watch(page: Page) -> None:
    def fail(error: object) -> None:
        raise AssertionError(f"the page broke: {error}")

    page.on("pageerror", fail)


def _arguments(film: Path, sound: Path) -> list[str]:
    return [
        "--no-sandbox",
        "--disable-gpu",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
        f"--use-file-for-fake-audio-capture={sound}",
        "--disable-background-networking",
    ]
