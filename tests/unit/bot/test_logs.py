"""Logs hold identifiers, closed words and numbers; nothing else gets in."""

import io
import json
import logging

import structlog

from bot.logs import LogFormat, set_up


def _lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_what_is_not_on_the_list_is_dropped() -> None:
    out = io.StringIO()
    set_up("INFO", LogFormat.JSON, out)
    structlog.get_logger().info("turned", case_id="c1", text="我的密码是123456", name="张伟")
    (line,) = _lines(out)
    assert line["case_id"] == "c1"
    assert "text" not in line
    assert "name" not in line


def test_an_exception_is_told_without_its_words() -> None:
    out = io.StringIO()
    set_up("INFO", LogFormat.JSON, out)
    error = ValueError("110199199003079951")
    structlog.get_logger().error("failed", exc_info=error)
    (line,) = _lines(out)
    assert line["error"] == "ValueError"
    assert "110199" not in out.getvalue()


def test_a_librarys_words_stay_out_but_its_trouble_is_told() -> None:
    out = io.StringIO()
    set_up("INFO", LogFormat.JSON, out)
    logging.getLogger("aiogram.event").warning("Update %s failed", "13800130001")
    (line,) = _lines(out)
    assert line["logger"] == "aiogram.event"
    assert line["level"] == "warning"
    assert "13800130001" not in out.getvalue()


def test_below_the_level_nothing_is_written() -> None:
    out = io.StringIO()
    set_up("WARNING", LogFormat.JSON, out)
    structlog.get_logger().info("quiet", case_id="c1")
    assert out.getvalue() == ""
