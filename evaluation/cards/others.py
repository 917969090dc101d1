"""Draws what is no such card: other documents, pages, rooms, people."""

from collections.abc import Callable, Iterable

import numpy as np
from PIL import Image, ImageDraw

from bot.sandbox.materials.cards_font import card_font
from bot.sandbox.materials.faces import other_face, portrait, selfie, stranger_selfie
from bot.sandbox.people import Person
from dialogs.kinds import Action
from evaluation.cards.desk import clutter, draw_desk
from evaluation.cards.printing import HEIGHT, SCALE, WIDTH

_INK = (30, 30, 34)
_Text = tuple[int, int, int, str]
"""Column, row, size in layout pixels, and the words."""


def bank_card(person: Person) -> Image.Image:
    """Return a debit card."""
    digits = person.number[:16].replace("X", "0")
    number = " ".join(digits[at : at + 4] for at in range(0, 16, 4))
    return _card(
        (28, 60, 120),
        (
            (60, 60, 54, "演示银行 DEMO BANK"),
            (60, 330, 66, number),
            (60, 470, 34, "VALID THRU 09/31"),
            (740, 520, 60, "银联 UnionPay"),
            (60, 540, 34, "DEBIT CARD 借记卡"),
        ),
        ink=(240, 240, 236),
    )


def driving_licence(person: Person) -> Image.Image:
    """Return a driving licence."""
    page = _card(
        (214, 228, 222),
        (
            (250, 30, 44, "中华人民共和国机动车驾驶证"),
            (200, 84, 26, "Driving License of the People's Republic of China"),
            (60, 150, 30, f"证号 {person.number}"),
            (60, 220, 30, f"姓名 {person.name[:8]}"),
            (420, 220, 30, f"性别 {'男' if person.sex == 'male' else '女'}   国籍 中国"),
            (60, 300, 30, f"住址 {person.address or '演示市样本区测试路1号'}"[:18]),
            (60, 390, 28, f"出生日期 {person.birth:%Y-%m-%d}"),
            (60, 450, 28, "初次领证日期 2015-03-02   准驾车型 C1"),
            (60, 520, 28, "有效期限 2021-03-02 至 2031-03-02"),
        ),
    )
    return _with_face(page, (780, 330, 950, 560))


def passport(person: Person) -> Image.Image:
    """Return a passport's page with the portrait."""
    page = _card(
        (226, 214, 220),
        (
            (320, 30, 36, "中华人民共和国  护照 PASSPORT"),
            (340, 100, 24, "类型/Type P   国家码 CHN   护照号 E00000000"),
            (340, 160, 28, f"姓名/Name {person.name[:10]}"),
            (340, 230, 26, "性别/Sex F   国籍/Nationality 中国/CHINESE"),
            (340, 300, 26, f"出生日期/Date of birth {person.birth:%d %m %Y}"),
            (340, 370, 26, "签发机关/Authority 演示"),
            (40, 520, 36, "P<CHNDEMO<<SAMPLE<<<<<<<<<<<<<<<<<<<<<<<<"),
            (40, 570, 36, "E000000000CHN9001011F3001019<<<<<<<<<<06"),
        ),
    )
    return _with_face(page, (60, 120, 300, 440))


def residence_permit(person: Person) -> Image.Image:
    """Return the residence permit of Hong Kong and Macao people, built like the identity card."""
    number = f"810000{person.number[6:]}"
    page = _card(
        (222, 232, 226),
        (
            (72, 82, 36, f"姓名 {person.name[:6]}"),
            (72, 156, 34, "性别 女"),
            (72, 230, 34, f"出生 {person.birth:%Y 年 %m 月 %d 日}"),
            (72, 300, 34, "住址 广东省样本市演示区"),
            (72, 470, 30, "通行证号码 H00000000   签发次数 01"),
            (72, 538, 34, f"公民身份号码 {number}"),
            (300, 20, 34, "中华人民共和国港澳居民居住证"),
        ),
    )
    return _with_face(page, (660, 90, 930, 420))


def household_register(person: Person) -> Image.Image:
    """Return a page of the household register, which has an identity card's labels."""
    return _card(
        (240, 232, 224),
        (
            (360, 30, 44, "常住人口登记卡"),
            (60, 120, 30, f"姓 名 {person.name[:8]}    户主或与户主关系 户主"),
            (60, 190, 30, "曾 用 名 无      性 别 女"),
            (60, 260, 30, "出 生 地 江苏省     民 族 汉"),
            (60, 330, 30, f"籍 贯 江苏省   出生日期 {person.birth:%Y年%m月%d日}"),
            (60, 400, 30, "本市其他住址 无   宗教信仰 无"),
            (60, 470, 30, f"公民身份号码 {person.number}  身高 165"),
            (60, 540, 30, "承办人签章    户口登记机关 户口专用"),
        ),
    )


def social_card(person: Person) -> Image.Image:
    """Return a social security card with the same eighteen digits."""
    page = _card(
        (206, 224, 240),
        (
            (200, 40, 54, "中华人民共和国社会保障卡"),
            (420, 220, 36, f"姓名 {person.name[:8]}"),
            (420, 300, 32, "社会保障号码"),
            (420, 350, 40, person.number),
            (420, 440, 32, "发卡日期 2021年05月"),
        ),
    )
    return _with_face(page, (70, 180, 330, 520))


def business_card(person: Person) -> Image.Image:
    """Return a business card."""
    return _card(
        (245, 245, 240),
        (
            (90, 120, 64, person.name[:12]),
            (90, 220, 36, "高级客户经理 Senior Account Manager"),
            (90, 360, 34, "演示期货有限公司"),
            (90, 420, 30, "地址：上海市样本区演示路1号"),
            (90, 470, 30, "电话 138 0013 0000"),
            (90, 520, 30, "demo@example.com"),
        ),
    )


def blank_card(person: Person) -> Image.Image:
    """Return a white card with nothing on it."""
    del person
    return _card((240, 240, 238), ())


def old_permanent_card(person: Person) -> Image.Image:
    """Return the permanent resident card as issued before December 2023."""
    page = _card(
        (226, 222, 206),
        (
            (60, 40, 30, "姓名/Name"),
            (60, 80, 40, "SMITH, JOHN"),
            (60, 150, 30, "性别/Sex 男/M   出生日期/Date of Birth 1970.01.02"),
            (60, 240, 30, "国籍/Nationality 美国/USA"),
            (60, 330, 30, "有效期限/Period of Validity"),
            (60, 380, 34, "2018.05.02-2028.05.01"),
            (60, 480, 30, "证件号码/ID No."),
            (60, 530, 46, f"USA{person.number[:12]}"),
        ),
    )
    return _with_face(page, (660, 90, 930, 420))


def text_page(person: Person) -> Image.Image:
    """Return a page of text that speaks of identity cards."""
    words = (
        "居民身份证是证明公民身份的法定证件。公民身份号码是每个公民唯一的、终身不变的身份代码，由公安机关按照"
        "国家标准编制。申请领取居民身份证，应当填写申请登记表，交验居民户口簿。签发机关为县级人民政府公安机关。"
    )
    page = Image.new("RGB", (1100, 1500), (250, 249, 245))
    pen = ImageDraw.Draw(page)
    text = (words + person.name) * 8
    for row in range(28):
        pen.text(
            (80, 80 + 48 * row), text[row * 26 : row * 26 + 26], font=card_font(34), fill=_INK
        )
    return page


CARDS: dict[str, Callable[[Person], Image.Image]] = {
    "bank card": bank_card,
    "driving licence": driving_licence,
    "passport": passport,
    "residence permit": residence_permit,
    "household register": household_register,
    "social security card": social_card,
    "business card": business_card,
    "blank card": blank_card,
    "old permanent card": old_permanent_card,
    "page of text": text_page,
}
"""What lies on the desk and is not the card."""


def room(seed: int) -> Image.Image:
    """Return a desk with things on it and no card at all."""
    rng = np.random.default_rng((seed, 10))
    desk = clutter(draw_desk((2000, 1500), rng), rng, int(rng.integers(0, 10)))
    return Image.fromarray(np.clip(desk, 0, 255).astype(np.uint8), "RGB")


def selfie_of(seed: int) -> bytes:
    """Return a selfie."""
    action = list(Action)[seed % len(Action)]
    return selfie(action) if seed % 2 else stranger_selfie(action)


def _card(
    ground: tuple[int, int, int], texts: Iterable[_Text], ink: tuple[int, int, int] = _INK
) -> Image.Image:
    card = Image.new("RGB", (round(SCALE * WIDTH), round(SCALE * HEIGHT)), ground)
    pen = ImageDraw.Draw(card)
    for x, y, size, text in texts:
        pen.text((SCALE * x, SCALE * y), text, font=card_font(round(SCALE * size)), fill=ink)
    return card


def _with_face(card: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    left, top, right, bottom = (round(SCALE * value) for value in box)
    face = (portrait if left % 2 else other_face)().convert("RGB")
    card.paste(face.resize((right - left, bottom - top)), (left, top))
    return card
