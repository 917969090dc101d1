"""Links open one page, of one case, for some time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.errors import LaunchError, LinkExpiredError, LinkWrongError
from bot.web.launch import launched_by
from bot.web.links import NotMeLinks, Signer, read_agreement, read_not_me, read_passwords
from bot.web.settings import WebSettings
from dialogs.kinds import Lang
from tests.contract.firm.desk import BOT_TOKEN, USER, init_data

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
SIGNER = Signer(b"secret")
LATER = NOW + timedelta(hours=1)


@given(st.lists(st.text(max_size=20) | st.integers(), max_size=4))
def test_what_was_signed_is_read(words: list[str | int]) -> None:
    assert SIGNER.read("agreement", SIGNER.sign("agreement", words, LATER), NOW) == words


def test_a_token_ends_at_its_time() -> None:
    token = SIGNER.sign("agreement", ["case-1"], LATER)
    SIGNER.read("agreement", token, LATER - timedelta(seconds=1))
    with pytest.raises(LinkExpiredError):
        SIGNER.read("agreement", token, LATER)


@given(st.data())
def test_no_changed_token_is_read(data: st.DataObject) -> None:
    token = SIGNER.sign("agreement", ["case-1"], LATER)
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from("ABCabc012-_.=%"))
    changed = token[:place] + letter + token[place + 1 :]
    if changed == token or place in {len(token) - 1, token.index(".") - 1}:
        return  # the last letter of a part has spare bits
    with pytest.raises(LinkWrongError):
        SIGNER.read("agreement", changed, NOW)


@given(st.text(max_size=40))
def test_no_made_up_token_is_read(token: str) -> None:
    with pytest.raises(LinkWrongError):
        SIGNER.read("agreement", token, NOW)


def test_a_token_opens_only_its_own_kind_of_page_and_server() -> None:
    token = SIGNER.sign("agreement", ["case-1", "risk", "1", "zh"], LATER)
    assert read_agreement(SIGNER, token, NOW).case_id == "case-1"
    with pytest.raises(LinkWrongError):
        read_passwords(SIGNER, token, NOW)
    with pytest.raises(LinkWrongError):
        read_agreement(Signer(b"another"), token, NOW)
    gone = SIGNER.sign("agreement", ["case-1", "no-such-agreement", "1", "zh"], LATER)
    with pytest.raises(LinkWrongError):
        read_agreement(SIGNER, gone, NOW)


_SETTINGS = WebSettings("https://desk.example/", b"secret", "t", "示例期货", "Sample", "1")
_NOT_ME = NotMeLinks(_SETTINGS, timedelta(days=14))
_CASE_IDS = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")


@given(_CASE_IDS | st.text(max_size=40), st.sampled_from(Lang))
def test_a_text_messages_link_says_case_and_language(case_id: str, lang: Lang) -> None:
    token = _NOT_ME.link(case_id, lang, NOW).removeprefix("https://desk.example/n/")
    read = read_not_me(SIGNER, token, NOW)
    assert (read.case_id, read.lang) == (case_id, lang)
    assert token == _NOT_ME.link(case_id, lang, NOW).rsplit("/", 1)[1], "a repetition is the same"
    with pytest.raises(LinkExpiredError):
        read_not_me(SIGNER, token, NOW + timedelta(days=14))


@given(_CASE_IDS, st.sampled_from(Lang))
def test_a_text_messages_token_is_short_and_ends_in_a_letter(case_id: str, lang: Lang) -> None:
    token = _NOT_ME.link(case_id, lang, NOW).rsplit("/", 1)[1]
    assert len(token) == 44
    assert token[-1].isalpha()


@given(st.data())
def test_no_changed_text_messages_token_is_read(data: st.DataObject) -> None:
    token = _NOT_ME.link("0199b8c1" * 4, Lang.ZH, NOW).rsplit("/", 1)[1]
    place = data.draw(st.integers(0, len(token) - 1))
    changed = token[:place] + data.draw(st.sampled_from("ABCabcze012-_.=%")) + token[place + 1 :]
    if changed == token or place == len(token) - 2:
        return  # the last letter of the signature has spare bits
    with pytest.raises(LinkWrongError):
        read_not_me(SIGNER, changed, NOW)


@given(st.text(max_size=60))
def test_no_made_up_text_messages_token_is_read(token: str) -> None:
    with pytest.raises(LinkWrongError):
        read_not_me(SIGNER, token, NOW)


def test_a_text_messages_token_is_of_one_server() -> None:
    token = _NOT_ME.link("0199b8c1" * 4, Lang.ZH, NOW).rsplit("/", 1)[1]
    with pytest.raises(LinkWrongError):
        read_not_me(Signer(b"another"), token, NOW)


def test_telegrams_launch_names_the_user() -> None:
    assert launched_by(init_data(), BOT_TOKEN, NOW, 3600) == USER


@pytest.mark.parametrize(
    ("data", "stale"),
    [
        (init_data(at=NOW - timedelta(hours=2)), True),
        (init_data(at=NOW + timedelta(hours=2)), True),
        (init_data(token="other:token"), False),
        (init_data(auth_date="1"), False),
        ("", False),
        ("nonsense", False),
        ("hash=00", False),
    ],
)
def test_anything_else_is_no_launch(data: str, stale: bool) -> None:
    with pytest.raises(LaunchError) as caught:
        launched_by(data, BOT_TOKEN, NOW, 3600)
    assert caught.value.stale is stale
