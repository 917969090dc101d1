"""The store's twin in memory, for tests and for trying things out; nothing outlives it."""

from storage.memory.store import MemoryStore

__all__ = ["MemoryStore"]
