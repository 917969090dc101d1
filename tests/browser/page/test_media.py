"""Sending pictures, files and recordings: by picker, paste, drop and the browser's camera."""

import base64
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

DROP = """async ([selector, data, event]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const carrier = new DataTransfer();
  carrier.items.add(new File([bytes], "dropped.png", { type: "image/png" }));
  const target = document.querySelector(selector);
  const options = { bubbles: true, cancelable: true };
  target.dispatchEvent(event === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: carrier })
    : new DragEvent("drop", { ...options, dataTransfer: carrier }));
}"""


def picture(width: int = 2000, height: int = 1000) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (30, 120, 90)).save(out, "PNG")
    return out.getvalue()


def sent(sandbox: Sandbox) -> list[dict[str, Any]]:
    """Return what the phone's person sent, as the bot is told."""
    person = next(iter(sandbox.world.state.people()))
    chat = sandbox.world.state.private_chat(person.id)
    return [stored.body for stored in chat.messages.values() if not stored.by_bot]


async def pick(page: Page, *files: tuple[str, str, bytes]) -> None:
    payloads: Any = [
        {"name": name, "mimeType": kind, "buffer": data} for name, kind, data in files
    ]
    await page.get_by_test_id("phone-attach").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_test_id("attach-media").click()
    await (await chooser.value).set_files(payloads)


async def test_a_photo_is_sent_compressed(page: Page, sandbox: Sandbox) -> None:
    await pick(page, ("card.png", "image/png", picture()))
    await page.get_by_test_id("attach-caption").fill("my card")
    await page.get_by_test_id("attach-send").click()
    await expect(page.get_by_test_id("bubble-bot")).to_contain_text("thank you")
    [body] = sent(sandbox)
    assert body["caption"] == "my card"
    assert max(size["width"] for size in body["photo"]) == 1280
    await page.get_by_test_id("photo").click()
    await expect(page.get_by_test_id("lightbox").locator("img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("lightbox")).to_have_count(0)


async def test_a_photo_is_sent_untouched_as_a_file(page: Page, sandbox: Sandbox) -> None:
    data = picture()
    await pick(page, ("card.png", "image/png", data))
    await page.get_by_test_id("send-as-document").check()
    await page.get_by_test_id("attach-send").click()
    await expect(page.get_by_test_id("bubble-bot")).to_contain_text("thank you")
    [body] = sent(sandbox)
    assert body["document"]["file_size"] == len(data)
    assert body["document"]["file_name"] == "card.png"


async def test_several_photos_become_an_album(page: Page, sandbox: Sandbox) -> None:
    await pick(page, *((f"{name}.png", "image/png", picture(400, 300)) for name in "ab"))
    await page.get_by_test_id("attach-send").click()
    await expect(page.get_by_test_id("album").locator("img")).to_have_count(2)
    first, second = sent(sandbox)
    assert first["media_group_id"] == second["media_group_id"]
    await expect(page.get_by_test_id("bubble-sending")).to_have_count(0)


async def test_a_pdf_goes_as_a_file(page: Page, sandbox: Sandbox) -> None:
    await pick(page, ("paper.pdf", "application/pdf", b"%PDF-1.4 nothing"))
    await expect(page.get_by_test_id("send-as-media")).to_be_hidden()
    await page.get_by_test_id("attach-send").click()
    own = page.get_by_test_id("bubble-own")
    await expect(own.get_by_test_id("file")).to_contain_text("paper.pdf")
    assert sent(sandbox)[0]["document"]["mime_type"] == "application/pdf"


@pytest.mark.parametrize(
    ("event", "selector"),
    [("paste", "[data-testid=phone-input]"), ("drop", "[data-testid=phone]")],
)
async def test_a_picture_is_pasted_or_dropped(
    page: Page, sandbox: Sandbox, event: str, selector: str
) -> None:
    data = base64.b64encode(picture(300, 200)).decode()
    await page.evaluate(DROP, [selector, data, event])
    await page.get_by_test_id("attach-send").click()
    await expect(page.get_by_test_id("bubble-own").get_by_test_id("photo")).to_be_visible()
    assert "photo" in sent(sandbox)[0]


async def open_capture(page: Page, mode: str) -> None:
    await page.get_by_test_id("phone-camera").click()
    await page.get_by_test_id(f"capture-{mode}").click()


async def test_a_selfie_is_taken_again_and_sent(page: Page, sandbox: Sandbox) -> None:
    await open_capture(page, "selfie")
    await page.get_by_test_id("capture-take").click()
    await expect(page.get_by_test_id("capture-shot")).to_be_visible()
    await page.get_by_test_id("capture-again").click()
    await page.get_by_test_id("capture-take").click()
    await page.get_by_test_id("capture-send").click()
    await expect(page.get_by_test_id("bubble-own").get_by_test_id("photo")).to_be_visible()
    assert "photo" in sent(sandbox)[0]


async def record(page: Page, mode: str, seconds: float) -> None:
    await open_capture(page, mode)
    await page.get_by_test_id("capture-record").click()
    await expect(page.get_by_test_id("countdown")).to_be_visible()
    await expect(page.get_by_test_id("capture-stop")).to_be_visible()
    await page.wait_for_timeout(seconds * 1000)
    await expect(page.get_by_test_id("capture-status")).to_contain_text("Recording 0:0")
    await page.get_by_test_id("capture-stop").click()
    await expect(page.get_by_test_id("capture-replay")).to_be_visible()


async def test_a_round_video_is_recorded_replayed_and_sent(page: Page, sandbox: Sandbox) -> None:
    await record(page, "note", 2)
    await page.get_by_test_id("capture-replay").get_by_role("button").click()
    await page.get_by_test_id("capture-send").click()
    await expect(page.get_by_test_id("bubble-own").get_by_test_id("video-note")).to_be_visible()
    [body] = sent(sandbox)
    assert body["video_note"]["length"] == 480
    assert 1 <= body["video_note"]["duration"] <= 8
    assert body["video_note"]["file_size"] > 10_000


async def test_a_video_is_recorded_again_before_it_is_sent(page: Page, sandbox: Sandbox) -> None:
    await record(page, "video", 1)
    await page.get_by_test_id("capture-again").click()
    await page.get_by_test_id("capture-record").click()
    await page.get_by_test_id("capture-stop").click()
    await page.get_by_test_id("capture-send").click()
    await expect(page.get_by_test_id("bubble-own").get_by_test_id("video")).to_be_visible()
    [body] = sent(sandbox)
    assert body["video"]["mime_type"] == "video/webm"


async def test_a_voice_message_is_recorded(page: Page, sandbox: Sandbox) -> None:
    await record(page, "voice", 1)
    await page.get_by_test_id("capture-send").click()
    await expect(page.get_by_test_id("bubble-own").get_by_test_id("voice")).to_be_visible()
    assert sent(sandbox)[0]["voice"]["duration"] >= 1


async def test_giving_up_sends_nothing_and_lets_the_camera_go(
    page: Page, sandbox: Sandbox
) -> None:
    await open_capture(page, "video")
    live = page.get_by_test_id("capture-live")
    await expect(page.get_by_test_id("capture-record")).to_be_visible()
    track = await live.evaluate_handle("node => node.srcObject.getTracks()[0]")
    await page.get_by_test_id("capture-close").click()
    await expect(page.get_by_test_id("capture")).to_have_count(0)
    assert await track.evaluate("track => track.readyState") == "ended"
    assert not sent(sandbox)


async def test_a_refused_camera_says_what_to_do(page: Page) -> None:
    await page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = "
        "() => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    await open_capture(page, "selfie")
    await expect(page.get_by_test_id("capture-status")).to_contain_text("Allow it")
    await expect(page.get_by_test_id("capture-again")).to_be_visible()
