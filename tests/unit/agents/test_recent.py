"""The last exchanges, as an agent who comes to a talk reads them."""

from datetime import UTC, datetime, timedelta

from bot.agents.recent import exchanges
from bot.render import Renderer
from dialogs.events import TextSaid
from dialogs.kinds import Lang
from storage.api import JournalRow
from storage.codec import Codec

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def told(*said: tuple[float, str]) -> str:
    """Return the lines of what was said so many minutes after the first."""
    codec, renderer, rows = Codec(), Renderer(), []
    for number, (minutes, words) in enumerate(said):
        at = AT + timedelta(minutes=minutes)
        event = TextSaid(event_id=f"e{number}", at=at, text=words)
        rows.append(JournalRow(event.event_id, "c1", at, "TextSaid", codec.encode(event)))
    return "\n".join(renderer.plain(one, Lang.ZH) for one in exchanges(rows, codec))


def test_both_pieces_of_a_number_are_covered() -> None:
    lines = told((0, "前四位 1101"), (1, "是的"), (1.5, "后四位 0519"))
    assert "1101" not in lines
    assert "0519" not in lines
    assert "是的" in lines


def test_digits_far_apart_stay_readable_but_not_a_lone_piece() -> None:
    lines = told((0, "尾号 8000"), (5, "等了 20 分钟"), (10, "8392"))
    assert "尾号 8000" in lines
    assert "20 分钟" in lines
    assert "8392" not in lines
