"""A text and the stretches of it that are formatted, counted as Telegram counts."""

from dataclasses import dataclass, field

from bot.sandbox.state import Json

ASTRAL = 0xFFFF
TRIMMED = " \n\t\r"


@dataclass(frozen=True, slots=True)
class Formatted:
    """What a customer reads, and its `MessageEntity` objects."""

    text: str
    entities: tuple[Json, ...] = ()


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units: an emoji counts two."""
    return len(text) + sum(ord(char) > ASTRAL for char in text)


@dataclass(slots=True)
class Writer:
    """Collects the visible text while a parser runs, and knows the present offset."""

    parts: list[str] = field(default_factory=list)
    offset: int = 0
    entities: list[Json] = field(default_factory=list)

    def write(self, piece: str) -> None:
        """Add visible characters; carriage returns are none, as in Telegram."""
        piece = piece.replace("\r", "")
        self.parts.append(piece)
        self.offset += utf16_length(piece)

    def mark(self, kind: str, start: int, **details: str | None) -> None:
        """Note an entity from `start` to here; an empty one is left out."""
        if self.offset > start:
            named = {name: value for name, value in details.items() if value is not None}
            length = self.offset - start
            self.entities.append({"type": kind, "offset": start, "length": length, **named})

    def written_since(self, start: int) -> str:
        """Return what was written from an offset on."""
        whole = "".join(self.parts)
        return whole.encode("utf-16-le")[start * 2 :].decode("utf-16-le")

    def done(self) -> Formatted:
        """Return the result, entities in reading order, outer before inner."""
        ordered = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted("".join(self.parts), tuple(ordered))


def settle(parsed: Formatted) -> Formatted:
    """Trim white space at both ends, as Telegram does, and move the entities along."""
    kept = parsed.text.strip(TRIMMED)
    skipped = len(parsed.text) - len(parsed.text.lstrip(TRIMMED))
    whole = utf16_length(kept)
    moved = (_moved(entity, skipped, whole) for entity in parsed.entities)
    return Formatted(kept, tuple(entity for entity in moved if entity["length"] > 0))


def _moved(entity: Json, skipped: int, whole: int) -> Json:
    start = max(0, entity["offset"] - skipped)
    end = min(whole, entity["offset"] + entity["length"] - skipped)
    return {**entity, "offset": start, "length": end - start}
