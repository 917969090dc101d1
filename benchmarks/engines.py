"""The engines of the checks as a verification child has them: one thread each."""

import os

from verification.engines.loading import Engines, load_engines
from verification.settings import VerifierSettings


def one_threaded() -> Engines:
    """Return engines that load at first use; call it before anything imports them."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return load_engines(VerifierSettings())
