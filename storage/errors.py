"""What can go wrong with rows and blobs; each error says whether trying again makes sense."""

# ruff: noqa: N818 - the base says Error, the names say what happened


class StorageError(Exception):
    """Base of the package's errors.

    Attributes:
        retry: whether the same transaction, run again from its beginning, may succeed.
    """

    retry = False


class StorageUnavailable(StorageError):
    """The database or the blob store does not answer, or is too busy."""

    retry = True


class Conflict(StorageError):
    """Somebody else wrote first; the transaction must start again from what is there now."""

    retry = True


class StaleRevision(Conflict):
    """A case was saved by somebody else since it was loaded."""


class BrokenInvariant(StorageError):
    """The database refused a row that its own rules forbid."""


class SchemaMismatch(StorageError):
    """The tables are not those of this version; `resetdesk migrate` brings them there."""


class CodecError(StorageError):
    """A stored value is not what its type says."""


class Undecryptable(StorageError):
    """A value was sealed with a key that is not in the ring, or was tampered with."""


class BlobMissing(StorageError):
    """A blob was asked for that is not there."""
