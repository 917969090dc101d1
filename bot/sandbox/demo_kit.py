"""What the demo drawer offers for each invented customer: words, cards, faces, clips.

Everything is made when it is first asked for; the engines that make it are imported only then.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.sandbox.people import Person
from dialogs.kinds import Action, CardSide, DocumentKind, Lang
from dialogs.rules.phrases import draw_phrase

if TYPE_CHECKING:
    from PIL.Image import Image

    from bot.sandbox.materials.cards_photo import Shot

SendAs = Literal["text", "contact", "photo", "document", "video", "video_note"]
Label = tuple[str, str]

PREVIEW_PX = (320, 240)
ACTION_SECONDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to send with one click.

    Attributes:
        id: stable within a person.
        group: the heading it stands under on the page.
        label: its name, in Chinese and in English.
        send_as: how the customer's phone sends it.
        text: the words of a text, the number of a contact.
        own_number: whether a contact is the sender's own.
        lang: of words; None is fit for both.
        file_name: of a file.
        keep_as: what the made bytes are remembered by; faces are the same for everybody.
        make: makes the bytes; None for words.
        make_saying: makes the bytes of a recording in which these digits are spoken.
        still: the item whose picture is the preview, when this one makes no picture.
    """

    id: str
    group: str
    label: Label
    send_as: SendAs
    text: str = ""
    own_number: bool = True
    lang: Lang | None = None
    file_name: str = ""
    keep_as: str = ""
    make: Callable[[], bytes] | None = None
    make_saying: Callable[[str], bytes] | None = None
    still: str = ""


SIDES: dict[CardSide, Label] = {
    CardSide.FRONT: ("人像面", "Portrait side"),
    CardSide.BACK: ("另一面", "Other side"),
}

FAULTS: dict[str, tuple[Label, "Shot"]] = {
    "blurred": (("模糊", "Blurred"), {"blur": 7.0}),
    "glare": (("号码反光", "Glare on the number"), {"glare": 0.16, "glare_at": (0.6, 0.86)}),
    "cut": (("没拍全", "Cut off"), {"cut": 0.3}),
    "dark": (("太暗", "Too dark"), {"dark": 0.88}),
    "copy": (("黑白复印件", "Black-and-white copy"), {"grey": True}),
    "screen": (("翻拍屏幕", "Photographed from a screen"), {"screen": 0.5}),
}

ACTIONS: dict[Action, Label] = {
    Action.LOOK_AHEAD: ("正视镜头", "Looking ahead"),
    Action.CLOSE_EYES: ("闭眼", "Eyes closed"),
    Action.OPEN_MOUTH: ("张嘴", "Mouth open"),
    Action.SMILE: ("微笑", "Smiling"),
    Action.TURN_HEAD: ("转头", "Head turned"),
    Action.TURN_OTHER: ("转向另一侧", "Turned the other way"),
}

READINGS: dict[Lang, Label] = {
    Lang.ZH: ("完整朗读（中文）", "Read in full (Chinese)"),
    Lang.EN: ("完整朗读（英文）", "Read in full (English)"),
}

OLD_DIGITS = "old_digits"

SPOILT_READINGS: dict[str, Label] = {
    "half": ("声明只读了一半", "Statement half read"),
    "silent": ("声明没有声音", "Statement in silence"),
    OLD_DIGITS: ("声明里是以前的数字", "Statement with old digits"),
    "stranger": ("声明由别人朗读", "Statement read by another face"),
}

QUESTIONS: dict[Lang, tuple[str, ...]] = {
    Lang.ZH: ("密码有什么规则？", "为什么要录视频？", "到哪一步了？"),
    Lang.EN: ("What are the password rules?", "Why a video?", "What is my status?"),
}


def items_of(person: Person, own_portrait: "Image | None", revision: int) -> tuple[Item, ...]:
    """Return everything the drawer offers for this person."""
    return (
        *_words(person),
        *_contacts(person),
        *_good_cards(person),
        *(own_cards(person, own_portrait, revision) if own_portrait else ()),
        *_selfies(),
        *_clips(),
        *_statements(person),
        *_wrong_cards(person),
        *_wrong_selfies(),
    )


def own_cards(person: Person, portrait: "Image", revision: int) -> tuple[Item, ...]:
    """Return the specimen card with the visitor's own portrait, both sides, photo and file."""
    return tuple(
        Item(
            id=f"own_{side}_{send_as}",
            group="own",
            label=label,
            send_as=send_as,
            file_name=f"own-{side}.jpg",
            keep_as=f"{person.key}-own-{side}-{revision}",
            make=partial(_card_photo, person, side, portrait=portrait),
        )
        for side, label in SIDES.items()
        for send_as in _both_ways()
    )


def thumbnail(data: bytes) -> bytes:
    """Return a small JPEG of a picture."""
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        picture.thumbnail(PREVIEW_PX)
        return _jpeg(picture.convert("RGB"))


def read_portrait(data: bytes) -> "Image":
    """Decode a visitor's picture and cut it as a portrait; raises OSError when it is none."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    return picture.crop(_portrait_box(picture))


def _portrait_box(picture: "Image") -> tuple[int, int, int, int]:
    """Frame the largest face with room for hair and shoulders, else the middle of the picture."""
    face = _largest_face(picture)
    if face is None:
        height = picture.height
        width = min(picture.width, int(height * 0.8))
        left = (picture.width - width) // 2
        return left, 0, left + width, height
    x, y, size = face
    top, bottom = y - int(size * 0.55), y + int(size * 1.55)
    half = int((bottom - top) * 0.4)
    middle = x + size // 2
    return (
        max(0, middle - half),
        max(0, top),
        min(picture.width, middle + half),
        min(picture.height, bottom),
    )


def _largest_face(picture: "Image") -> tuple[int, int, int] | None:
    """Return left, top and side of the largest face that OpenCV's own cascade sees."""
    import cv2
    import numpy as np

    folder = Path(cv2.__file__).parent / "data"
    cascade = cv2.CascadeClassifier(str(folder / "haarcascade_frontalface_default.xml"))
    grey = np.asarray(picture.convert("L"))
    least = max(60, picture.height // 6)
    found = cascade.detectMultiScale(grey, 1.1, 5, minSize=(least, least))
    boxes = [(int(x), int(y), int(width)) for x, y, width, _ in found]
    return max(boxes, key=lambda box: box[2], default=None)


def _jpeg(picture: "Image") -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _both_ways() -> tuple[SendAs, SendAs]:
    return "photo", "document"


def _card_photo(
    person: Person,
    side: CardSide,
    shot: "Shot | None" = None,
    portrait: "Image | None" = None,
) -> bytes:
    from bot.sandbox.materials.cards import draw_card
    from bot.sandbox.materials.cards_photo import photograph
    from bot.sandbox.materials.faces import portrait as demo_portrait

    card = draw_card(person, side, portrait or demo_portrait())
    return photograph(card, seed=len(person.key), **(shot or {}))


def _words(person: Person) -> Iterable[Item]:
    for lang in Lang:
        details = ("一句话说全", "All in one sentence")
        yield _saying(f"details_{lang}", details, _details(person, lang), lang)
        for number, text in enumerate(QUESTIONS[lang]):
            yield _saying(f"question_{lang}_{number}", (text, text), text, lang)


def _saying(name: str, label: Label, text: str, lang: Lang) -> Item:
    return Item(id=name, group="text", label=label, send_as="text", text=text, lang=lang)


def _details(person: Person, lang: Lang) -> str:
    resident = person.document_kind is DocumentKind.RESIDENT_ID
    match lang:
        case Lang.ZH:
            return (
                f"我叫{person.name}，{'身份证' if resident else '永居证'}号{person.number}，"
                f"手机{person.phone}，想重置期货交易密码"
            )
        case Lang.EN:
            return (
                f"My name is {person.name}, my card number is {person.number}, "
                f"my phone is {person.phone}; I want to reset my futures trading password"
            )


def _contacts(person: Person) -> tuple[Item, ...]:
    offered = [
        ("contact", "contact", ("预留的手机号", "The reserved phone"), person.phone, True),
        (
            "contact_other",
            "wrong",
            ("别人的联系人", "Somebody else's contact"),
            person.phone,
            False,
        ),
    ]
    if person.phone_in_hand:
        label = ("现在用的手机号", "The phone in use")
        offered.insert(1, ("contact_in_hand", "contact", label, person.phone_in_hand, True))
    return tuple(
        Item(id=name, group=group, label=label, send_as="contact", text=phone, own_number=own)
        for name, group, label, phone, own in offered
    )


def _good_cards(person: Person) -> tuple[Item, ...]:
    return tuple(
        Item(
            id=f"card_{side}_{send_as}",
            group="card",
            label=label,
            send_as=send_as,
            file_name=f"{person.key}-{side}.jpg",
            keep_as=f"{person.key}-{side}",
            make=partial(_card_photo, person, side),
        )
        for send_as in _both_ways()
        for side, label in SIDES.items()
    )


def _wrong_cards(person: Person) -> tuple[Item, ...]:
    return tuple(
        Item(
            id=f"card_{name}",
            group="wrong",
            label=label,
            send_as="photo",
            file_name=f"{person.key}-{name}.jpg",
            keep_as=f"{person.key}-{name}",
            make=partial(_card_photo, person, CardSide.FRONT, shot),
        )
        for name, (label, shot) in FAULTS.items()
    )


def _selfie(action: Action) -> bytes:
    from bot.sandbox.materials.faces import selfie

    return selfie(action)


def _stranger() -> bytes:
    from bot.sandbox.materials.faces import stranger_selfie

    return stranger_selfie()


def _nobody() -> bytes:
    from bot.sandbox.materials.faces import no_face

    return no_face()


def _pair() -> bytes:
    from bot.sandbox.materials.faces import two_faces

    return two_faces()


def _selfies() -> tuple[Item, ...]:
    return tuple(
        Item(
            id=f"selfie_{action}",
            group="selfie",
            label=label,
            send_as="photo",
            file_name=f"selfie-{action}.jpg",
            keep_as=f"selfie-{action}",
            make=partial(_selfie, action),
        )
        for action, label in ACTIONS.items()
    )


def _wrong_selfies() -> tuple[Item, ...]:
    offered: tuple[tuple[str, Label, Callable[[], bytes]], ...] = (
        ("stranger", ("别人的脸", "Somebody else's face"), _stranger),
        ("nobody", ("没有人脸", "No face"), _nobody),
        ("two_faces", ("两个人", "Two faces"), _pair),
    )
    return tuple(
        Item(
            id=f"selfie_{name}",
            group="wrong",
            label=label,
            send_as="photo",
            file_name=f"{name}.jpg",
            keep_as=name,
            make=make,
        )
        for name, label, make in offered
    )


def _clip(action: Action) -> bytes:
    from bot.sandbox.materials.clips import action_clip

    return action_clip(action, seconds=ACTION_SECONDS)


def _statement(person_key: str, variant: str, lang: Lang, phrase: str) -> bytes:
    from bot.sandbox.materials.clips import statement_clip

    if variant == OLD_DIGITS:
        return statement_clip(person_key, lang=lang, phrase=draw_phrase(0, before=phrase or None))
    return statement_clip(person_key, variant=variant, lang=lang, phrase=phrase)


def _clips() -> tuple[Item, ...]:
    return tuple(
        Item(
            id=f"clip_{action}",
            group="action",
            label=label,
            send_as="video",
            file_name=f"{action}.mp4",
            keep_as=f"clip-{action}",
            make=partial(_clip, action),
            still=f"selfie_{action}",
        )
        for action, label in ACTIONS.items()
    )


def _statements(person: Person) -> Iterable[Item]:
    order = sorted(READINGS, key=lambda lang: lang is not person.lang)
    for lang in order:
        yield _reading(person, "full", lang, "statement", READINGS[lang])
    for variant, label in SPOILT_READINGS.items():
        yield _reading(person, variant, person.lang, "wrong", label)


def _reading(person: Person, variant: str, lang: Lang, group: str, label: Label) -> Item:
    return Item(
        id=f"statement_{variant}_{lang}",
        group=group,
        label=label,
        send_as="video",
        file_name=f"statement-{variant}.mp4",
        keep_as=f"{person.key}-statement-{variant}-{lang}",
        make_saying=partial(_statement, person.key, variant, lang),
        still=f"selfie_{Action.LOOK_AHEAD}",
    )
