"""The inside of a child process: its limits, its engines, its work.

The memory limit is the kernel's own on private writable memory (RLIMIT_DATA). Measured with the
card engines loaded it is close to the resident memory (670 against 510 MB), with all engines
twice as large (2000 against 950 MB); the address space (RLIMIT_AS) is three times as large.
It is enforced even while a library holds the interpreter's lock, which a watching thread is not.
"""

import ctypes
import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from verification.api import CheckRequest, CheckResult
from verification.direct import run_check
from verification.engines.loading import Engines, load_engines
from verification.settings import VerifierSettings

OUT_OF_MEMORY_EXIT = 12
_PARENT_WATCH_S = 0.5
_MIB = 1024 * 1024
_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of malloc.h; setting it ends the learning."""

_LARGE_BYTES = 4 * _MIB
"""With 1 MB a card check costs a sixth more, with this much no more than before."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


def prepare(settings: VerifierSettings, parent_pid: int) -> None:
    """Set the limits of this child; run once, before anything heavy is imported."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    limit = settings.memory_limit_mb * _MIB
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _give_back_large_pieces()
    threading.Thread(target=_die_with_parent, args=(parent_pid,), daemon=True).start()


def _give_back_large_pieces() -> None:
    """Let the allocator hand large pieces back to the system as soon as they are free.

    glibc otherwise learns to keep pieces of up to 32 MB in its heap, where they lie about between
    small ones: over 1,000 checks a child grew by what its largest pictures took. Other C
    libraries have no such call and do no such thing.
    """
    adjust = getattr(ctypes.CDLL(None), "mallopt", None)
    if adjust is not None:
        adjust(_MMAP_THRESHOLD, _LARGE_BYTES)


def guarded(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Do the work; a child that has run out of memory ends, so that a fresh one follows."""
    try:
        return work(*args, **kwargs)
    except MemoryError:
        os._exit(OUT_OF_MEMORY_EXIT)


def check(settings: VerifierSettings, request: CheckRequest) -> CheckResult:
    """Run one check with this child's engines, which stay for the next one."""
    return run_check(request, _engines(settings))


def warm_up(settings: VerifierSettings) -> None:
    """Load what the first card check would otherwise wait for."""
    engines = _engines(settings)
    _ = engines.card_reader.models, engines.portrait_finder.models


_held: dict[VerifierSettings, Engines] = {}


def _engines(settings: VerifierSettings) -> Engines:
    if settings not in _held:
        _held[settings] = load_engines(settings)
    return _held[settings]


def _die_with_parent(parent_pid: int) -> None:
    while os.getppid() == parent_pid:
        time.sleep(_PARENT_WATCH_S)
    os._exit(1)
