"""Settings: from file and environment, wrong ones named, no secret ever repeated."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.errors import SettingsError
from bot.keys import as_toml, fresh_keys, rotated
from dialogs.kinds import PasswordKind, PasswordRule
from storage.crypto import KeyRing

_REST = """
[telegram]
token = "123456:ABC"
[sms]
adapter = "sandbox"
url = "http://127.0.0.1:1"
"""


def _file(folder: Path, more: str = "", rest: str = _REST) -> Path:
    secrets = fresh_keys()
    secrets["backoffice"]["adapter"] = "embedded"
    path = folder / "resetdesk.toml"
    path.write_text(as_toml(secrets) + rest + more, encoding="utf-8")
    return path


def test_defaults_are_the_guides(tmp_path: Path) -> None:
    policy = load_settings(_file(tmp_path)).policy()
    assert policy.service_line == "4009908826"
    assert policy.code_valid == timedelta(seconds=180)
    assert policy.photo_tries == 5
    assert policy.rule_of(PasswordKind.FUTURES_TRADING) is PasswordRule.DIGITS_8


def test_every_number_can_be_set(tmp_path: Path) -> None:
    more = "[rules]\ncode_valid_s = 90\nphoto_tries = 7\n"
    more += '[rules.password_rules]\nmonitoring = "issued"\n[firm]\nservice_line = "95555"\n'
    policy = load_settings(_file(tmp_path, more)).policy()
    assert policy.code_valid == timedelta(seconds=90)
    assert policy.photo_tries == 7
    assert policy.service_line == "95555"
    assert policy.rule_of(PasswordKind.MONITORING) is PasswordRule.ISSUED
    assert policy.rule_of(PasswordKind.FUND_FUND) is PasswordRule.DIGITS_6


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESETDESK_FIRM__NAME_EN", "Other Futures")
    assert load_settings(_file(tmp_path)).policy().firm_en == "Other Futures"


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ("[rules]\nphoto_tries = 0\n", "rules.photo_tries (RESETDESK_RULES__PHOTO_TRIES)"),
        ("[rules]\nphoto_trys = 5\n", "rules.photo_trys"),
        ('[database]\nurl = "mysql://x"\n', "database.url"),
        ('[log]\nlevel = "loud"\n', "log.level"),
        ('[jobs]\nbroker = "amqp://x"\n', "jobs.broker"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, more: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named.split(" ", maxsplit=1)[0].replace(".", r"\.")):
        load_settings(_file(tmp_path, more))


def test_a_missing_setting_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"telegram \(RESETDESK_TELEGRAM\)"):
        load_settings(_file(tmp_path, rest=""))


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    rest = _REST.replace("123456:ABC", "no-token-at-all")
    with pytest.raises(SettingsError, match=r"telegram\.token") as caught:
        load_settings(_file(tmp_path, rest=rest))
    assert "no-token-at-all" not in str(caught.value)


def test_what_belongs_together_must_be_there_together(tmp_path: Path) -> None:
    rest = _REST.replace('token = "123456:ABC"', 'token = "123456:ABC"\nmode = "webhook"')
    with pytest.raises(SettingsError, match="webhook_secret"):
        load_settings(_file(tmp_path, rest=rest))
    with pytest.raises(SettingsError, match="no settings file"):
        load_settings(tmp_path / "nowhere.toml")


def test_rotating_keeps_the_old_key_opening() -> None:
    secrets = fresh_keys()["keys"]
    old = KeyRing.parse(secrets["storage"], secrets["hash"])
    new = KeyRing.parse(rotated(secrets["storage"]), secrets["hash"])
    assert new.newest == "k2"
    assert new.open(old.seal(b"words", "place"), "place") == b"words"
