"""Rows and blobs: everything that must outlive a process."""

from storage.api import Store
from storage.crypto import KeyRing

__all__ = ["KeyRing", "Store", "open_store"]


def open_store(url: str, keys: KeyRing) -> Store:
    """Return the store at `sqlite:///file`, `postgresql://…` or `memory://`.

    Nothing is connected yet; `await store.check()` does, `await store.close()` ends it. The
    tables are made by `storage.migrate.upgrade(url)`.
    """
    from storage.opening import store_at  # SQLAlchemy costs a third of a second to import

    return store_at(url, keys)
