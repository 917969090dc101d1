"""How a command of the Rasa environment is run: quiet, no telemetry, dying with its parent."""

import ctypes
import os
import signal
from collections.abc import Callable

from nlu.project import RasaProject

_PR_SET_PDEATHSIG = 1
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")


def environment(project: RasaProject, **more: str) -> dict[str, str]:
    """Return the child's environment; nothing of ours but the plain necessities."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "WARNING",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "PYTHONWARNINGS": "ignore",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(project.root),
        "PYTHONUNBUFFERED": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SANIC_GRACEFUL_SHUTDOWN_TIMEOUT": "1.0",
        "OMP_NUM_THREADS": "1",
        "TF_INTRA_OP_PARALLELISM_THREADS": "1",
        "TF_INTER_OP_PARALLELISM_THREADS": "1",
        **more,
    }


def dies_with_parent() -> Callable[[], None] | None:
    """Return what the child does before it becomes Rasa: ask to be ended with its parent."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        prctl = libc.prctl
    except (OSError, AttributeError, TypeError):
        return None

    def ask_kernel() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

    return ask_kernel
