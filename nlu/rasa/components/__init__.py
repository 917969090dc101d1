"""The project's own Rasa components; they share the bot's `nlu.normalise`."""

import sys
from pathlib import Path

_PROJECT_ROOT = str(Path(__file__).resolve().parents[3])
if _PROJECT_ROOT not in sys.path:
    sys.path.append(_PROJECT_ROOT)
