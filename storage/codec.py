"""Frozen dataclasses to JSON and back, strictly: what does not fit its type is refused.

A union is told apart by `$type`; natives of JSON stand as themselves. A field that is missing
takes its default (a case may be older than the field), an unknown one is an error. Every
document carries the version of the flow's shapes; an older one passes through `upgrade` first.
"""

import base64
import binascii
import dataclasses
import json
import sys
import types
import typing
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Generic, TypeVar

from storage.errors import CodecError
from storage.rows import Json

T = TypeVar("T")
Upgrade = Callable[[str, int, dict[str, Json]], dict[str, Json]]

_NATIVE = (str, bool, int, float)
_TAG, _VALUE = "$type", "value"


@dataclass(frozen=True, slots=True)
class _Coder(Generic[T]):
    """How values of one type go to JSON and come back."""

    encode: Callable[[T], Json]
    decode: Callable[[Json], T]


_coders: dict[Any, _Coder[Any]] = {}


def to_json(value: object, hint: Any) -> Json:
    """Return a value as JSON's own types."""
    return _coder(hint).encode(value)


def from_json(data: Json, hint: Any) -> Any:
    """Return the value that the data stand for."""
    return _coder(hint).decode(data)


class Codec:
    """Documents of one family of dataclasses, with a version."""

    def __init__(self, version: int = 1, upgrade: Upgrade | None = None) -> None:
        self._version = version
        self._upgrade = upgrade

    def encode(self, value: object) -> bytes:
        """Return a document that says what it is."""
        cls = type(value)
        data: Json = {"v": self._version, "t": cls.__name__, "d": _coder(cls).encode(value)}
        return dump(data)

    def decode(self, document: bytes, expected: type[T]) -> T:
        """Return the value: an `expected` or one of its subclasses.

        Raises:
            CodecError: the document is of another type, or a field of it does not fit.
        """
        match parse(document):
            case {"v": int(version), "t": str(name), "d": dict(fields)}:
                cls = _named(expected, name)
                return typing.cast("T", _coder(cls).decode(self._current(name, version, fields)))
            case _:
                raise CodecError("not a document of this codec")

    def _current(self, name: str, version: int, fields: dict[str, Json]) -> dict[str, Json]:
        if version == self._version:
            return fields
        if self._upgrade is None or version > self._version:
            raise CodecError(f"{name} has version {version}, this program {self._version}")
        return self._upgrade(name, version, fields)


def dump(data: Json | Mapping[str, Json]) -> bytes:
    """Write canonical JSON: sorted keys, no spaces, no NaN; lone surrogates survive."""
    try:
        text = json.dumps(
            data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        )
    except (TypeError, ValueError) as error:
        raise CodecError(str(error)) from error
    return text.encode("utf-8", "surrogatepass")


def parse(document: bytes) -> Json:
    """Read JSON."""
    try:
        return typing.cast("Json", json.loads(document.decode("utf-8", "surrogatepass")))
    except ValueError as error:
        raise CodecError("not JSON") from error


def _named(expected: type, name: str) -> type:
    """Find the class of this name among a class and its subclasses."""
    found = _family(expected).get(name)
    if found is None:
        raise CodecError(f"{name!r} is not a {expected.__name__}")
    return found


_families: dict[type, dict[str, type]] = {}


def _family(expected: type) -> dict[str, type]:
    if expected not in _families:
        family = {expected.__name__: expected}
        below: type
        for below in expected.__subclasses__():
            # A slotted dataclass leaves its unslotted draft among the subclasses for a while:
            # the module's own name is the real one.
            real: type = getattr(sys.modules[below.__module__], below.__name__, below)
            family |= _family(real)
        _families[expected] = family
    return _families[expected]


def _coder(hint: Any) -> _Coder[Any]:
    found = _coders.get(hint)
    if found is None:
        found = _coders[hint] = _make(hint)
    return found


def _make(hint: Any) -> _Coder[Any]:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _record(hint)
    return _generic(hint)


def _generic(hint: Any) -> _Coder[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _union(hint, arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is frozenset:
        return _frozenset(arguments[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*arguments)
    raise CodecError(f"no rule for {hint!r}")


def _exact(wanted: type) -> _Coder[Any]:
    def check(value: Any) -> Any:
        if type(value) is not wanted:
            raise CodecError(f"{wanted.__name__} wanted, {type(value).__name__} given")
        return value

    return _Coder(check, check)


def _text() -> _Coder[str]:
    """Make the coder of `str`: a member of a StrEnum stands for its value, and comes back so."""

    def encode(value: Any) -> Json:
        if not isinstance(value, str):
            raise CodecError(f"str wanted, {type(value).__name__} given")
        return str(value)

    return _Coder(encode, _exact(str).decode)


def _float() -> _Coder[float]:
    def check(value: Any) -> float:
        if type(value) not in {float, int}:
            raise CodecError(f"float wanted, {type(value).__name__} given")
        return float(value)

    return _Coder(check, check)


def _by_text(wanted: type[T], write: Callable[[T], str], read: Callable[[str], T]) -> _Coder[T]:
    """Make the coder of a type that stands as a string which `read` understands."""

    def encode(value: T) -> Json:
        if type(value) is not wanted:
            raise CodecError(f"{wanted.__name__} wanted, {type(value).__name__} given")
        return write(value)

    def decode(data: Json) -> T:
        if not isinstance(data, str):
            raise CodecError(f"{wanted.__name__} is a string in JSON")
        try:
            return read(data)
        except (ValueError, binascii.Error) as error:
            raise CodecError(f"not a {wanted.__name__}: {error}") from error

    return _Coder(encode, decode)


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise CodecError("a time without a zone")
    return value


def _enum(cls: type[Enum]) -> _Coder[Enum]:
    by_value = {member.value: member for member in cls}

    def encode(value: Enum) -> Json:
        if type(value) is not cls:
            raise CodecError(f"{cls.__name__} wanted, {type(value).__name__} given")
        return typing.cast("Json", value.value)

    def decode(data: Json) -> Enum:
        if not isinstance(data, (str, int)) or data not in by_value:
            raise CodecError(f"not a {cls.__name__}")
        return by_value[data]

    return _Coder(encode, decode)


class _Shape:
    """A dataclass's fields, looked up at first use, because types recurse."""

    def __init__(self, cls: type) -> None:
        self.cls = cls
        self._fields: dict[str, _Coder[Any]] = {}
        self._required: set[str] = set()

    def fields(self) -> dict[str, _Coder[Any]]:
        """Return the coders of the fields by name."""
        if not self._fields:
            self._look_up()
        return self._fields

    def _look_up(self) -> None:
        hints = typing.get_type_hints(self.cls)
        for field in dataclasses.fields(self.cls):
            self._fields[field.name] = _coder(hints[field.name])
            if field.default is field.default_factory is dataclasses.MISSING:
                self._required.add(field.name)

    def check(self, names: AbstractSet[str]) -> None:
        """Refuse names that are no fields, and a lack of those without a default."""
        if unknown := names - self.fields().keys():
            raise CodecError(f"{self.cls.__name__} has no {sorted(unknown)}")
        if missing := self._required - names:
            raise CodecError(f"{self.cls.__name__} lacks {sorted(missing)}")


def _record(cls: type) -> _Coder[Any]:
    shape = _Shape(cls)

    def encode(value: Any) -> Json:
        if type(value) is not cls:
            raise CodecError(f"{cls.__name__} wanted, {type(value).__name__} given")
        return {name: coder.encode(getattr(value, name)) for name, coder in shape.fields().items()}

    def decode(data: Json) -> Any:
        if not isinstance(data, dict):
            raise CodecError(f"{cls.__name__} is an object in JSON")
        shape.check(data.keys())
        fields = shape.fields()
        return cls(**{name: fields[name].decode(item) for name, item in data.items()})

    return _Coder(encode, decode)


def _union(hint: Any, members: tuple[Any, ...]) -> _Coder[Any]:
    wanted = tuple(member for member in members if member is not type(None))
    if len(wanted) == 1:
        return _optional(wanted[0])
    return _tagged(hint, wanted, optional=type(None) in members)


def _optional(hint: Any) -> _Coder[Any]:
    inner = _coder(hint)

    def encode(value: Any) -> Json:
        return None if value is None else inner.encode(value)

    def decode(data: Json) -> Any:
        return None if data is None else inner.decode(data)

    return _Coder(encode, decode)


def _tag_of(hint: Any) -> str:
    origin = typing.get_origin(hint)
    return str((origin or hint).__name__)


def _class_of(hint: Any) -> type:
    return typing.cast("type", typing.get_origin(hint) or hint)


def _tagged(hint: Any, members: tuple[Any, ...], *, optional: bool) -> _Coder[Any]:
    """Make the coder of a union: natives as themselves, all others with their type's name."""
    native = {member for member in members if member in _NATIVE}
    others = {_class_of(member): member for member in members if member not in native}
    by_tag = {_tag_of(member): member for member in others.values()}
    if len(by_tag) != len(members) - len(native):
        raise CodecError(f"two members of {hint} cannot be told apart")

    def encode(value: Any) -> Json:
        if type(value) in native or (optional and value is None):
            return _coder(type(value)).encode(value) if value is not None else None
        member = others.get(type(value))
        if member is None and str in native and isinstance(value, str):
            return str(value)
        if member is None:
            raise CodecError(f"{type(value).__name__} is not a member of {hint}")
        data = _coder(member).encode(value)
        body = data if dataclasses.is_dataclass(member) else {_VALUE: data}
        return {_TAG: _tag_of(member), **typing.cast("dict[str, Json]", body)}

    def decode(data: Json) -> Any:
        if type(data) in native or (optional and data is None):
            return data
        if not isinstance(data, dict):
            raise CodecError(f"{type(data).__name__} is not a member of {hint}")
        member = by_tag.get(str(data.get(_TAG)))
        if member is None:
            raise CodecError(f"no member {data.get(_TAG)!r} in {hint}")
        body = {name: item for name, item in data.items() if name != _TAG}
        return _coder(member).decode(body if dataclasses.is_dataclass(member) else _only(body))

    return _Coder(encode, decode)


def _only(body: dict[str, Json]) -> Json:
    if body.keys() != {_VALUE}:
        raise CodecError("a tagged value has one value")
    return body[_VALUE]


def _items(data: Json) -> list[Json]:
    if not isinstance(data, list):
        raise CodecError("a sequence is a list in JSON")
    return data


def _tuple(arguments: tuple[Any, ...]) -> _Coder[tuple[Any, ...]]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        inner = _coder(arguments[0])
        return _Coder(
            lambda value: [inner.encode(item) for item in _tuple_of(value)],
            lambda data: tuple([inner.decode(item) for item in _items(data)]),
        )
    inners = [_coder(argument) for argument in arguments]

    def encode(value: tuple[Any, ...]) -> Json:
        pairs = _paired(inners, list(_tuple_of(value)))
        return [coder.encode(item) for coder, item in pairs]

    def decode(data: Json) -> tuple[Any, ...]:
        return tuple([coder.decode(item) for coder, item in _paired(inners, _items(data))])

    return _Coder(encode, decode)


def _tuple_of(value: Any) -> tuple[Any, ...]:
    if type(value) is not tuple:
        raise CodecError(f"tuple wanted, {type(value).__name__} given")
    return value


def _paired(coders: list[_Coder[Any]], items: list[Any]) -> "zip[tuple[_Coder[Any], Any]]":
    if len(coders) != len(items):
        raise CodecError(f"{len(coders)} items wanted, {len(items)} given")
    return zip(coders, items, strict=True)


def _frozenset(hint: Any) -> _Coder[frozenset[Any]]:
    inner = _coder(hint)

    def encode(value: frozenset[Any]) -> Json:
        if type(value) is not frozenset:
            raise CodecError(f"frozenset wanted, {type(value).__name__} given")
        return sorted((inner.encode(item) for item in value), key=dump)

    def decode(data: Json) -> frozenset[Any]:
        items = [inner.decode(item) for item in _items(data)]
        if len(found := frozenset(items)) != len(items):
            raise CodecError("an item stands twice in a set")
        return found

    return _Coder(encode, decode)


def _mapping(key: Any, hint: Any) -> _Coder[Mapping[Any, Any]]:
    if not (key is str or (isinstance(key, type) and issubclass(key, str))):
        raise CodecError("a mapping's keys are strings in JSON")
    keys, inner = _coder(key), _coder(hint)

    def encode(value: Mapping[Any, Any]) -> Json:
        if not isinstance(value, Mapping):
            raise CodecError(f"mapping wanted, {type(value).__name__} given")
        return {str(keys.encode(name)): inner.encode(item) for name, item in value.items()}

    def decode(data: Json) -> Mapping[Any, Any]:
        if not isinstance(data, dict):
            raise CodecError("a mapping is an object in JSON")
        return {keys.decode(name): inner.decode(item) for name, item in data.items()}

    return _Coder(encode, decode)


_PLAIN: dict[Any, _Coder[Any]] = {
    str: _text(),
    bool: _exact(bool),
    int: _exact(int),
    float: _float(),
    bytes: _by_text(
        bytes,
        lambda value: base64.b64encode(value).decode(),
        lambda text: base64.b64decode(text, validate=True),
    ),
    datetime: _by_text(
        datetime,
        lambda value: _aware(value).isoformat(),
        lambda text: _aware(datetime.fromisoformat(text)),
    ),
    date: _by_text(date, date.isoformat, date.fromisoformat),
}
