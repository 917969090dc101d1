"""Files: what the customer sends, what the bot sends, and fetching them."""

import io
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import (
    BufferedInputFile,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)
from PIL import Image

from bot.clock import ManualClock
from bot.sandbox.files import NewFile
from bot.sandbox.media import take
from bot.sandbox.server import Sandbox
from bot.sandbox.testing import Heard, Phone

from .pictures import jpeg, mp4, turned_jpeg

USER = 4242
MEGABYTE = 1024 * 1024


def file(data: bytes, name: str = "a.jpg") -> BufferedInputFile:
    return BufferedInputFile(data, name)


async def fetched(bot: Bot, file_id: str) -> bytes:
    got = io.BytesIO()
    await bot.download(file_id, got)
    return got.getvalue()


async def test_a_customers_photograph_comes_in_sizes(bot: Bot, phone: Phone) -> None:
    await phone.photo(jpeg(3000, 1500), caption="正面")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.photo is not None
    assert [(p.width, p.height) for p in message.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    assert message.caption == "正面"
    data = await fetched(bot, message.photo[-1].file_id)
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ("JPEG", (1280, 640))
    assert len(data) == message.photo[-1].file_size


async def test_small_photographs_keep_their_size_and_lose_their_metadata(
    bot: Bot, phone: Phone
) -> None:
    sent = await phone.photo(turned_jpeg())
    sizes = sent.body["photo"]
    assert (sizes[-1]["width"], sizes[-1]["height"]) == (200, 400)
    with Image.open(io.BytesIO(await fetched(bot, sizes[-1]["file_id"]))) as image:
        assert not image.getexif()


async def test_documents_are_left_as_they_are(bot: Bot, phone: Phone) -> None:
    original = jpeg(3000, 1500)
    sent = await phone.document(original, "card.jpg", caption="背面")
    document = sent.body["document"]
    assert (document["file_name"], document["mime_type"]) == ("card.jpg", "image/jpeg")
    assert await fetched(bot, document["file_id"]) == original


async def test_fingerprints_follow_the_content(phone: Phone) -> None:
    one = (await phone.document(b"same", "a.pdf")).body["document"]
    two = (await phone.document(b"same", "b.pdf")).body["document"]
    other = (await phone.document(b"else", "a.pdf")).body["document"]
    assert one["file_unique_id"] == two["file_unique_id"] != other["file_unique_id"]
    assert len({one["file_id"], two["file_id"], other["file_id"]}) == 3


async def test_another_bot_has_other_numbers_for_the_same_file(sandbox: Sandbox) -> None:
    other = Sandbox(type(sandbox.settings)(bot_token="8:other"))
    new = NewFile("document", "a.pdf", "application/pdf", b"same")
    here, there = await take(sandbox.world, new), await take(other.world, new)
    assert here["document"]["file_id"] != there["document"]["file_id"]
    assert here["document"]["file_unique_id"] == there["document"]["file_unique_id"]


async def test_recordings_are_measured(phone: Phone) -> None:
    clip = mp4(2, 64, 48)
    video = (await phone.video(clip)).body["video"]
    assert (video["width"], video["height"], video["duration"]) == (64, 48, 2)
    note = (await phone.video_note(mp4(3, 48, 48))).body["video_note"]
    assert (note["length"], note["duration"]) == (48, 3)
    told = (await phone.upload("video", b"not a clip", duration_s=7, sides_px=(640, 480))).body
    assert told["video"]["duration"] == 7
    assert (await phone.voice(b"?")).body["voice"]["duration"] == 0


async def test_an_album_is_several_messages(bot: Bot, phone: Phone) -> None:
    await phone.album([jpeg(seed=1), jpeg(seed=2), jpeg(seed=3)], caption="三张")
    messages = [u.message for u in await bot.get_updates() if u.message and u.message.photo]
    assert len({m.media_group_id for m in messages}) == 1
    assert [m.caption for m in messages] == ["三张", None, None]


async def test_what_is_too_big_cannot_be_fetched(bot: Bot, phone: Phone) -> None:
    fits = await phone.video(bytes(20 * MEGABYTE))
    too_big = await phone.video(bytes(20 * MEGABYTE + 1))
    assert (await bot.get_file(fits.body["video"]["file_id"])).file_path
    with pytest.raises(TelegramBadRequest, match="Bad Request: file is too big"):
        await bot.get_file(too_big.body["video"]["file_id"])
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await bot.get_file("nothing")


async def test_download_paths_end_after_an_hour(
    bot: Bot, phone: Phone, clock: ManualClock, tmp_path: Path
) -> None:
    sent = await phone.document(b"x", "a.txt")
    got = await bot.get_file(sent.body["document"]["file_id"])
    assert got.file_path is not None
    await bot.download_file(got.file_path, tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == b"x"
    clock.advance(3601)
    with pytest.raises(Exception, match="404"):
        await bot.download_file(got.file_path, io.BytesIO())


async def test_the_bot_sends_every_kind(bot: Bot, phone: Phone) -> None:
    clip = mp4(1)
    photo = await bot.send_photo(USER, file(jpeg()), caption="<b>x</b>", parse_mode="HTML")
    assert photo.caption_entities is not None
    assert photo.photo is not None
    again = await bot.send_photo(USER, photo.photo[0].file_id)
    assert [p.file_unique_id for p in again.photo or []] == [p.file_unique_id for p in photo.photo]
    assert (await bot.send_document(USER, file(b"pdf", "a.pdf"))).document is not None
    assert (await bot.send_video(USER, file(clip, "a.mp4"), duration=9)).video is not None
    assert (await bot.send_video_note(USER, file(clip, "a.mp4"), length=48)).video_note
    assert (await bot.send_voice(USER, file(b"ogg", "a.ogg"), duration=2)).voice is not None
    assert (await bot.send_audio(USER, file(b"mp3", "a.mp3"), duration=2)).audio is not None
    assert (await bot.send_animation(USER, file(clip, "a.mp4"))).animation is not None
    assert (await bot.send_sticker(USER, file(b"webp", "a.webp"))).sticker is not None
    texts = [message.body.get("caption") for message in phone.messages]
    assert texts.count("x") == 1


@pytest.mark.usefixtures("phone")
async def test_the_bot_sends_an_album(bot: Bot) -> None:
    sent = await bot.send_media_group(
        USER,
        [
            InputMediaPhoto(media=file(jpeg(seed=1)), caption="one"),
            InputMediaVideo(media=file(mp4(1), "a.mp4")),
        ],
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.content_type for message in sent] == ["photo", "video"]


@pytest.mark.usefixtures("phone")
async def test_files_that_telegram_refuses(bot: Bot) -> None:
    text = await bot.send_document(USER, file(b"text", "a.txt"))
    assert text.document is not None
    for wrong, reason in (
        (file(b""), "file must be non-empty"),
        (file(b"no picture"), "IMAGE_PROCESS_FAILED"),
        (file(jpeg(2100, 100)), "PHOTO_INVALID_DIMENSIONS"),
        (file(bytes(10 * MEGABYTE + 1)), "file is too big for a photo"),
        ("nothing", "wrong file identifier/HTTP URL specified"),
        ("https://example.com/a.jpg", "failed to get HTTP URL content"),
        (text.document.file_id, "can't use file of type Document as Photo"),
    ):
        with pytest.raises(TelegramBadRequest) as caught:
            await bot.send_photo(USER, wrong)
        assert reason in str(caught.value)
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(USER, file(bytes(50 * MEGABYTE + 1), "a.bin"))
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(USER, file(jpeg()), caption="x" * 1025)
    one = InputMediaPhoto(media=file(jpeg()))
    with pytest.raises(TelegramBadRequest, match="wrong number of messages in the album"):
        await bot.send_media_group(USER, [one])
    with pytest.raises(TelegramBadRequest, match="can't be mixed"):
        await bot.send_media_group(USER, [one, InputMediaDocument(media=file(b"x", "a.txt"))])


@pytest.mark.usefixtures("phone")
async def test_editing_media_and_captions(bot: Bot) -> None:
    sent = await bot.send_photo(USER, file(jpeg(seed=1)), caption="one")
    number = sent.message_id
    edited = await bot.edit_message_caption(chat_id=USER, message_id=number, caption="two")
    assert isinstance(edited, Message)
    assert edited.caption == "two"
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_caption(chat_id=USER, message_id=number, caption="two")
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("x", chat_id=USER, message_id=number)
    media = InputMediaDocument(media=file(b"x", "a.txt"), caption="three")
    changed = await bot.edit_message_media(media, chat_id=USER, message_id=number)
    assert isinstance(changed, Message)
    assert (changed.photo, changed.caption) == (None, "three")
    assert changed.document is not None


async def test_an_unknown_path_is_not_found(bot: Bot) -> None:
    with pytest.raises(Exception, match="404"):
        await bot.download_file("photos/file_99.jpg", io.BytesIO())
    assert (await bot.get_user_profile_photos(bot.id)).total_count == 0


@pytest.mark.usefixtures("bot")
async def test_heard_follows_deletion(phone: Phone) -> None:
    sent: Heard = await phone.document(b"x")
    await phone.delete(sent)
    assert sent.deleted
