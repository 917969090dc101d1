"""Structured logs without personal data.

What may be logged is a list; everything else is dropped before it is formatted. A text, a
name, a number or a phone cannot get in by accident: it has no key to stand under.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

import structlog
from typing_extensions import override

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger",
        "case_id", "event_id", "effect_id", "job_id", "update_id", "kind", "step", "end",
        "attempts", "count", "elapsed_s", "retry_after_s", "port", "url_path", "mode", "worker",
        "error", "where", "version", "lane", "verdict", "signal", "part", "parts", "pid",
    }
)  # fmt: skip
"""The keys that may stand in a log line; values are identifiers, closed words and numbers."""

_TOO_LONG = 200
_FRAMES = 6

Entry = MutableMapping[str, Any]


class LogFormat(StrEnum):
    """How lines look."""

    JSON = "json"
    CONSOLE = "console"


def set_up(level: str, form: LogFormat, stream: TextIO | None = None) -> None:
    """Configure this process's logs, the libraries' included."""
    out = stream or sys.stderr
    shown: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=out.isatty())
    )
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            told_errors,
            only_allowed,
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level_number(level)),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [LibraryHandler()]
    root.setLevel(max(level_number(level), logging.WARNING))


def level_number(level: str) -> int:
    """Return logging's number of a level's name."""
    return logging.getLevelNamesMapping()[level.upper()]


def told_errors(_logger: object, _method: str, entry: Entry) -> Entry:
    """Tell an exception by its type and place; its words may quote a customer."""
    error = entry.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        entry["error"] = type(error).__name__
        entry["where"] = where(error)
    return entry


def only_allowed(_logger: object, _method: str, entry: Entry) -> Mapping[str, Any]:
    """Drop every key that is not on the list, and values that are not short and plain."""
    return {key: _plain(value) for key, value in entry.items() if key in ALLOWED}


def where(error: BaseException) -> str:
    """Return the innermost frames of an exception as `file:line function`."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )


class LibraryHandler(logging.Handler):
    """Tells that a library logged something, where and how bad, but not its words."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        error = record.exc_info[1] if record.exc_info else None
        place = f"{Path(record.pathname).name}:{record.lineno} {record.funcName}"
        told = {"logger": record.name, "where": place}
        if error is not None:
            told |= {"error": type(error).__name__, "where": where(error)}
        log.log(record.levelno, "library", **told)


def _plain(value: object) -> object:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return str(value)[:_TOO_LONG]
