"""The database's own errors, told as the package's."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage.errors import (
    BrokenInvariant,
    Conflict,
    SchemaMismatch,
    StorageError,
    StorageUnavailable,
)

_BEGIN_AGAIN = {"40001", "40P01"}
"""PostgreSQL: serialization failure, deadlock."""
_NO_TABLE = {"42P01", "42703"}
"""PostgreSQL: undefined table, undefined column."""
_UNIQUE = {"23505"}
"""PostgreSQL: a unique index refuses."""


@contextmanager
def told() -> Iterator[None]:
    """Let only the package's own errors out; the original stays their cause."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error) from error
    except PoolTimeoutError as error:
        raise StorageUnavailable("no connection became free") from error
    except SQLAlchemyError as error:
        raise StorageError(type(error).__name__) from error
    except OSError as error:
        raise StorageUnavailable("the database cannot be reached") from error


def _meaning(error: DBAPIError) -> StorageError:
    """Choose the error; its text has no values in it, for they may be personal."""
    code = str(getattr(error.orig, "sqlstate", "") or "")
    words = str(error.orig).splitlines()[0] if error.orig else ""
    name = type(error.orig).__name__
    if error.connection_invalidated or "database is locked" in words:
        return StorageUnavailable(f"the database is away or busy ({name})")
    if code in _BEGIN_AGAIN | _UNIQUE or "UNIQUE constraint failed" in words:
        return Conflict(f"somebody else wrote first ({name})")
    if code in _NO_TABLE or "no such table" in words or "no such column" in words:
        return SchemaMismatch("a table or column is missing; run the migrations")
    return _other(error, code, name)


def _other(error: DBAPIError, code: str, name: str) -> StorageError:
    if isinstance(error, IntegrityError) or code.startswith(("23", "P0")):
        return BrokenInvariant(f"the database refused a row ({name} {code})")
    if isinstance(error, OperationalError) or code.startswith(("08", "53", "55", "57")):
        return StorageUnavailable(f"the database does not work ({name} {code})")
    if isinstance(error, ProgrammingError):
        return SchemaMismatch(f"the database does not understand ({name} {code})")
    return StorageError(f"{name} {code}")
