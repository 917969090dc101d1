"""The command line: answers at once, says plainly what is wrong."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import __main__ as cli
from bot.keys import as_toml, fresh_keys

_RUN = CliRunner()


def test_help_names_every_command() -> None:
    told = _RUN.invoke(cli.app, ["--help"]).output
    for command in ("serve", "work", "demo", "migrate", "check-config", "sms-texts", "keys"):
        assert command in told


def test_made_keys_are_settings() -> None:
    told = _RUN.invoke(cli.app, ["keys", "make"]).output
    for section in ("[keys]", "[signing]", "[backoffice]", "storage = ", "private_key = "):
        assert section in told


def test_the_diagram_is_drawn_from_the_table() -> None:
    assert "selection" in _RUN.invoke(cli.app, ["diagram"]).output


def test_settings_in_order_are_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    rest = '[telegram]\ntoken = "1:A"\n[sms]\nadapter = "sandbox"\nurl = "http://127.0.0.1:1"\n'
    path.write_text(as_toml(fresh_keys()) + rest, encoding="utf-8")
    told = _RUN.invoke(cli.app, ["check-config", "--config", str(path)])
    assert told.exit_code == 0, told.output
    assert "in order" in told.output


def test_the_texts_to_register_are_printed_as_the_settings_make_them(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    rest = (
        '[telegram]\ntoken = "1:A"\n[sms]\nadapter = "sandbox"\nurl = "http://127.0.0.1:1"\n'
        '[firm]\nname_zh = "样本期货"\n[web]\nbase_url = "https://reset.example"\n'
    )
    path.write_text(as_toml(fresh_keys()) + rest, encoding="utf-8")
    told = _RUN.invoke(cli.app, ["sms-texts", "--config", str(path)])
    assert told.exit_code == 0, told.output
    lines = dict(line.split(": ", 1) for line in told.output.splitlines())
    assert len(lines) == 12
    assert lines["shell_sms_result_zh"] == (
        "您的密码重置申请 {1} 已有结果，请到“样本期货密码重置”查看。若非您本人，请打开 "
        "https://reset.example/n/{2}"
    )


def test_a_wrong_setting_ends_the_command_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "desk.toml"
    path.write_text("[telegram]\ntoken = 'x'\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["resetdesk", "check-config", "--config", str(path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "telegram.token" in told
    assert "Traceback" not in told
