"""A secret that is made at the first start and kept in a file of its owner only."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return what stands in `path`, making it first if there is none yet.

    Of several processes that start at once, one's secret is kept and all return that one.
    """
    if not path.exists():
        _keep_first(path, make())
    return path.read_bytes()


def _keep_first(path: Path, content: bytes) -> None:
    """Write beside and link into place: nobody ever sees half a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)  # mkstemp gives 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()
