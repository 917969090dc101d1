"""One-time codes: bound to case, purpose and sending; recognised however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codes import CodeBook, entered_code
from dialogs.kinds import CodePurpose

_BOOK = CodeBook(b"k" * 32)
_PURPOSES = st.sampled_from(CodePurpose)


@given(st.text(min_size=1), _PURPOSES, st.text(min_size=1))
def test_a_code_is_six_digits_and_the_same_when_sent_again(
    case_id: str, purpose: CodePurpose, code_id: str
) -> None:
    code = _BOOK.code(case_id, purpose, code_id)
    assert len(code) == 6
    assert code.isdigit()
    assert code == _BOOK.code(case_id, purpose, code_id)


def test_codes_are_spread_evenly() -> None:
    codes = [_BOOK.code("case", CodePurpose.IDENTITY, str(n)) for n in range(3000)]
    firsts = [sum(code[0] == str(d) for code in codes) for d in range(10)]
    assert min(firsts) > 220
    assert max(firsts) < 380
    assert len(set(codes)) > 2980


def test_another_case_purpose_sending_or_secret_gives_another_digest() -> None:
    wanted = _BOOK.digest("a", CodePurpose.IDENTITY, "1", "123456")
    others = {
        _BOOK.digest("b", CodePurpose.IDENTITY, "1", "123456"),
        _BOOK.digest("a", CodePurpose.SIGNING, "1", "123456"),
        _BOOK.digest("a", CodePurpose.IDENTITY, "2", "123456"),
        _BOOK.digest("a", CodePurpose.IDENTITY, "1", "123457"),
        CodeBook(b"q" * 32).digest("a", CodePurpose.IDENTITY, "1", "123456"),
    }
    assert wanted not in others
    assert len(others) == 5


@pytest.mark.parametrize(
    ("text", "attempt", "code"),
    [
        ("123456", True, "123456"),
        (" 123 456 ", True, "123456"),
        ("".join(chr(0xFF10 + digit) for digit in range(1, 7)), True, "123456"),
        ("验证码是123456", True, "123456"),
        ("123-456。", True, "123456"),
        ("12345", True, None),
        ("1234567", True, None),
        ("没收到验证码", False, None),
        ("为什么还没有收到 123456 这样的短信验证码呢", False, None),
        ("", False, None),
        ("code?", False, None),
    ],
)
def test_what_counts_as_an_attempt(text: str, attempt: bool, code: str | None) -> None:
    assert entered_code(text) == (attempt, code)
