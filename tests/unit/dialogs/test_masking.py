"""What agents read of customers' words: no secret and no number, in whatever spelling."""

import pytest

from dialogs.rules.masking import COVER, digits_in, masked_words
from tests.property.histories import NUMBER, PHONE, SPELT, wide

KEYCAPS = "".join(f"{digit}\ufe0f\u20e3" for digit in "123456")


@pytest.mark.parametrize(
    "words",
    [
        "123456",
        wide("123456"),
        "1 2 3 4 5 6",
        "12-34-56",
        "12.34.56",
        "12 – 34 — 56",
        "12|34|56",
        "1_2_3_4_5_6",
        "12\u200b34\u200d56",
        KEYCAPS,
        "①②③④⑤⑥",
        "١٢٣٤٥٦",
        "一二三四五六",
        "一、二、三、四、五、六",
        "壹贰叁肆伍陆",
        "幺两三洞拐勾",
        "1二3四5六",
        "one two three four five six",
        "one-two-three-four-five-six",
        "yi er san si wu liu",
        PHONE,
        "138 0013 8000",
        "0086 138-0013-8000",
        "幺三八零零幺三八零零零",
        NUMBER,
        NUMBER.lower(),
        wide(NUMBER),
        "110105 19491231 002X",
        "110105 19491231 002 x",
        "abc13579",
        wide("abc13579"),
        "Abc@1234",
        "a b c 1 3 5 7 9",
        "a-b-c-1-3-5-7-9",
        "RS202603020000011",
    ],
)
def test_a_secret_by_itself_is_covered_whole(words: str) -> None:
    assert masked_words(words) == COVER


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("验证码是123456谢谢", f"验证码是{COVER}谢谢"),
        ("先138然后0013再8000", f"先{COVER}然后{COVER}再{COVER}"),
        ("12 then 34 then 56", f"{COVER} then {COVER} then {COVER}"),
        ("一二三,然后四五六", f"{COVER},然后{COVER}"),
        ("123\n456", f"{COVER}\n{COVER}"),
        ("密码是sunflower", f"密码是{COVER}"),
        ("密码: qwertyui", f"密码: {COVER}"),
        ("my password is abc 13579", f"my password is {COVER} {COVER}"),
        ("验证码 12 34 5", f"验证码 {COVER}"),
        ("RS20260302000001 123456", f"RS20260302000001 {COVER}"),
        (f"您好，我的号码：{wide('123456')}，对吗？", f"您好，我的号码：{COVER}，对吗？"),
        (f"密码：abc！{wide('123')}谢谢。", f"密码：{COVER}谢谢。"),
    ],
)
def test_the_rest_of_the_sentence_stays_readable(words: str, read: str) -> None:
    assert masked_words(words) == read


@pytest.mark.parametrize(
    "words",
    [
        "",
        "RS20260302000001 到哪一步了",
        "where is rs20260302000001",
        "我等了一个小时,第二次了",
        "等了20分钟,试了3次",
        "尾号 8000 收不到短信",
        "the code did not come for 20 minutes",
        "my password is wrong",
        "one moment please, I am at step 3 of 19",
        "密码不对",
        "我的密码怎么设置不了",
        "您好，请问（重置）要多久？第２次了！",
        "cafe\u0301 №5 ½ ﬁn",
    ],
)
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert masked_words(words) == words


@pytest.mark.parametrize("words", ["0174", "后面是 0174", "01"])
def test_digits_of_messages_that_follow_one_another_count_together(words: str) -> None:
    assert COVER not in masked_words(words)
    assert COVER in masked_words(words, before=6 - digits_in(words))
    assert COVER not in masked_words(words, before=5 - digits_in(words))


@pytest.mark.parametrize("words", ["8392", "83 92", "8-3-9", "abc13", "八三九二", wide("839")])
def test_a_piece_of_what_is_awaited_is_covered(words: str) -> None:
    assert masked_words(words, awaited=True) == COVER
    assert COVER not in masked_words(words)


@pytest.mark.parametrize(
    "words",
    ["尾号 8000 收不到短信", "I wait for 20 minutes", "好的", "ok", "12", "abc", "第三次了",
     "RS20260302000001"],
)  # fmt: skip
def test_words_around_a_step_that_awaits_a_secret_stay_readable(words: str) -> None:
    assert masked_words(words, awaited=True) == words


@pytest.mark.parametrize("words", SPELT)
def test_what_is_covered_stays_covered(words: str) -> None:
    once = masked_words(words)
    assert COVER in once
    assert masked_words(once) == once
