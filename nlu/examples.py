"""Reading the sentences of Rasa's YAML files: the small, fixed part of the format used here."""

from dataclasses import dataclass
from pathlib import Path

from dialogs.kinds import Lang
from dialogs.understanding import Intent
from nlu.project import RasaProject

_INTENT = "- intent:"
_EXAMPLE = "- "


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with the intent it was written for."""

    text: str
    intent: Intent
    lang: Lang


def unseen_sentences(project: RasaProject) -> list[Example]:
    """Return the sentences of the two test files."""
    return [
        example for lang in Lang for example in _read(project.root / "test" / f"{lang}.yml", lang)
    ]


def training_sentences(project: RasaProject) -> list[Example]:
    """Return the sentences that the model learns from, without the entity tables."""
    return [
        example
        for lang in Lang
        for path in sorted((project.root / "data" / lang).glob("*.yml"))
        if path.name != "entities.yml"
        for example in _read(path, lang)
    ]


def _read(path: Path, lang: Lang) -> list[Example]:
    """Return the examples of one file, under the intent that each stands below."""
    examples: list[Example] = []
    intent: Intent | None = None
    for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
        if line.startswith(_INTENT):
            intent = Intent(line.removeprefix(_INTENT).strip())
        elif line.startswith(_EXAMPLE) and intent is not None:
            examples.append(Example(line.removeprefix(_EXAMPLE), intent, lang))
    return examples
