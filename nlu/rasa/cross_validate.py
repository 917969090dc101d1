"""Cross-validation of the intent model on the training data; the test files are not touched."""

import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402 - after the warnings are quiet
import yaml  # noqa: E402 - as above
from sklearn.metrics import f1_score  # noqa: E402 - as above
from sklearn.model_selection import StratifiedKFold  # noqa: E402 - as above

from components.model import IntentModel, Settings  # noqa: E402 - as above

_ROOT = Path(__file__).resolve().parent
_FOLDS = 5
_OUT_OF_SCOPE = "out_of_scope"


def main() -> None:
    """Print the figures, both languages apart."""
    texts, intents, langs = _examples()
    settings = _settings()
    understood = np.empty(len(texts), dtype=object)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=11)
    for learn, ask in folds.split(texts, intents):
        model = IntentModel(settings).fit(texts[learn], intents[learn])
        understood[ask] = [model.decide(text).intent for text in texts[ask]]
    sys.stdout.write("        count  accuracy  macro-F1  wrong&accepted\n")
    for name, chosen in (("all", langs != ""), ("zh", langs == "zh"), ("en", langs == "en")):
        _print_row(name, intents[chosen], understood[chosen])


def _print_row(name: str, intents: np.ndarray, understood: np.ndarray) -> None:
    wrong = (understood != intents) & (understood != _OUT_OF_SCOPE)
    macro_f1 = f1_score(intents.tolist(), understood.tolist(), average="macro")
    accuracy = (understood == intents).mean()
    sys.stdout.write(
        f"{name:6}{len(intents):7}{accuracy:10.1%}{macro_f1:10.3f}{wrong.mean():16.1%}\n"
    )


def _examples() -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
    """Return sentences, intents and languages of the training data."""
    rows = []
    for path in sorted(_ROOT.glob("data/*/*.yml")):
        if path.name == "entities.yml":
            continue
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            rows += [
                (line.removeprefix("- "), block["intent"], path.parent.name)
                for line in block["examples"].splitlines()
            ]
    return tuple(np.array(column, dtype=object) for column in zip(*rows, strict=True))


def _settings() -> Settings:
    """Return the classifier's settings from config.yml."""
    config = yaml.safe_load((_ROOT / "config.yml").read_text(encoding="utf-8"))
    mine = next(part for part in config["pipeline"] if part["name"].endswith("PhraseClassifier"))
    return Settings(**{key: value for key, value in mine.items() if key != "name"})


if __name__ == "__main__":
    main()
