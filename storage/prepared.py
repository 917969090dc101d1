"""Statements compiled once and then run on the driver, without SQLAlchemy's work per call.

A turn is ten statements. Executed the usual way, each costs four times the driver's own time
in cache keys, parameter sets and result metadata; the statements here never change, so their
text, the order of their parameters and the conversions are looked up once per dialect.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.sql.dml import Delete
from sqlalchemy.sql.type_api import TypeEngine

Statement: TypeAlias = Select[*tuple[Any, ...]] | Insert | Update | Delete
Parameters: TypeAlias = Mapping[str, object]
Found: TypeAlias = tuple[Any, ...]
Convert: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement's text for one dialect.

    Attributes:
        sql: the text.
        order: for each place its parameter, the value if none is given, and the conversion.
        readers: conversions of the columns that come back; empty if none needs one.
    """

    sql: str
    order: tuple[tuple[str, object, Convert | None], ...]
    readers: tuple[Convert | None, ...]

    def values(self, given: Parameters) -> Found:
        """Return the parameters in the order of their places."""
        return tuple(
            [
                given.get(name, default) if convert is None else convert(given.get(name, default))
                for name, default, convert in self.order
            ]
        )

    def read(self, row: Sequence[Any]) -> Found:
        """Return a row as Python values."""
        if not self.readers:
            return tuple(row)
        return tuple(
            [
                value if read is None else read(value)
                for value, read in zip(row, self.readers, strict=True)
            ]
        )


_prepared: dict[tuple[str, Statement, tuple[str, ...]], _Prepared] = {}


def touch(on: Connection, statement: Statement, given: Parameters) -> int:
    """Run it and return how many rows it touched."""
    ready = _ready(on.dialect, statement, given)
    return on.exec_driver_sql(ready.sql, ready.values(given)).rowcount


def touch_many(on: Connection, statement: Statement, rows: Sequence[Parameters]) -> None:
    """Run it once for each set of parameters, in order."""
    ready = _ready(on.dialect, statement, rows[0])
    on.exec_driver_sql(ready.sql, [ready.values(given) for given in rows])


def fetch(on: Connection, statement: Statement, given: Parameters) -> list[Found]:
    """Run it and return all rows."""
    ready = _ready(on.dialect, statement, given)
    return [ready.read(row) for row in on.exec_driver_sql(ready.sql, ready.values(given)).all()]


def _ready(dialect: Dialect, statement: Statement, given: Parameters) -> _Prepared:
    key = (dialect.name, statement, tuple(given))
    found = _prepared.get(key)
    if found is None:
        found = _prepared[key] = _prepare(dialect, statement, given)
    return found


def _prepare(dialect: Dialect, statement: Statement, given: Parameters) -> _Prepared:
    """Compile; an insert's columns are those that are given."""
    compiled = statement.compile(
        dialect=dialect,
        column_keys=list(given) if isinstance(statement, Insert) else None,
    )
    names: Sequence[str] = getattr(compiled, "positiontup", None) or ()
    binds: Mapping[str, Any] = getattr(compiled, "binds", {})
    order = tuple(
        (name, compiled.params[name], _writer(binds[name].type, dialect)) for name in names
    )
    readers = tuple(_reader(column.type, dialect) for column in statement.exported_columns)
    return _Prepared(str(compiled), order, readers if any(readers) else ())


def _writer(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _reader(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)
