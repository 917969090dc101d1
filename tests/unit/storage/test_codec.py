"""The codec gives back what it was given, and refuses what does not fit."""

import json
import string
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.effects import Effect
from dialogs.events import CaseOpened, CheckFinished, Event, TextSaid
from dialogs.kinds import Lang
from dialogs.model import Case
from storage.codec import Codec, from_json, to_json
from storage.errors import CodecError
from storage.rows import Json

NOW = datetime(2026, 3, 5, 8, tzinfo=UTC)
codec = Codec()

WORDS = st.text(max_size=8)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(minutes=-210))])
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bytes: st.binary(max_size=8),
    datetime: st.datetimes(timezones=ZONES),
    date: st.dates(),
    type(None): st.none(),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a type, independently of how the codec sees it."""
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if is_dataclass(hint):
        return st.deferred(lambda: instances(typing.cast("type", hint)))
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([values_of(member) for member in arguments])
    if origin is tuple and arguments[1:] == (...,):
        return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(values_of(argument) for argument in arguments))
    if origin is frozenset:
        return st.frozensets(values_of(arguments[0]), max_size=3)
    assert issubclass(origin, Mapping), hint
    return st.dictionaries(values_of(arguments[0]), values_of(arguments[1]), max_size=3)


def instances(cls: type) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(cls)
    return st.builds(cls, **{each.name: values_of(hints[each.name]) for each in fields(cls)})


def below(cls: type) -> list[type]:
    """Return the real (slotted) subclasses."""
    module = __import__(cls.__module__, fromlist=["*"])
    found = [each for each in vars(module).values() if isinstance(each, type)]
    return sorted(
        (each for each in found if issubclass(each, cls) and each is not cls),
        key=lambda each: each.__name__,
    )


@settings(max_examples=60)
@given(instances(Case))
def test_a_case_comes_back(case: Case) -> None:
    assert codec.decode(codec.encode(case), Case) == case


@settings(max_examples=8)
@pytest.mark.parametrize("cls", below(Event))
@given(data=st.data())
def test_every_event_comes_back(cls: type, data: st.DataObject) -> None:
    event = data.draw(instances(cls))
    again = codec.decode(codec.encode(event), Event)
    assert again == event
    assert type(again) is cls


@settings(max_examples=8)
@pytest.mark.parametrize("cls", below(Effect))
@given(data=st.data())
def test_every_effect_comes_back(cls: type, data: st.DataObject) -> None:
    effect = data.draw(instances(cls))
    again = codec.decode(codec.encode(effect), Effect)
    assert again == effect
    assert type(again) is cls


class Fruit(StrEnum):
    PEAR = "pear"
    FIG = "fig"


@dataclass(frozen=True, slots=True)
class Leaf:
    size: float


@dataclass(frozen=True, slots=True)
class Twig:
    leaves: tuple["Twig | Leaf | None", ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    at: datetime
    day: date
    mixed: str | int | date | datetime | Fruit | Twig | tuple[Leaf, ...] | None
    counts: Mapping[Fruit, int]
    marks: frozenset[Fruit]
    pair: tuple[int, bytes]
    top: Leaf | Twig
    flag: bool = False


@settings(max_examples=100)
@given(instances(Tree))
def test_every_kind_of_field_comes_back(tree: Tree) -> None:
    document = codec.encode(tree)
    json.loads(document.decode("utf-8", "surrogatepass"))
    again = codec.decode(document, Tree)
    assert again == tree
    assert type(again.mixed) is type(tree.mixed)


@given(st.dictionaries(st.sampled_from(string.ascii_letters), st.integers()))
def test_equal_values_have_equal_documents(counts: dict[str, int]) -> None:
    turned = dict(reversed(list(counts.items())))
    assert to_json(counts, Mapping[str, int]) == to_json(turned, Mapping[str, int])


def test_a_word_of_a_closed_set_stands_for_its_value_in_free_text() -> None:
    assert to_json(Fruit.FIG, str) == to_json("fig", str)
    assert from_json(to_json(Fruit.FIG, str | int), str | int) == Fruit.FIG
    assert to_json(Fruit.FIG, str | Fruit) == {"$type": "Fruit", "value": "fig"}


def test_lone_surrogates_survive() -> None:
    event = TextSaid(event_id="1", at=NOW, text="half \ud83d a face")
    assert codec.decode(codec.encode(event), Event) == event


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (True, int),
        (1, str),
        (1, bool),
        ("pear", Fruit),
        ([], tuple[int, ...]),
        ((1,), tuple[int, int]),
        (datetime(2026, 1, 1), datetime),  # noqa: DTZ001 - a time without a zone
        (NOW, date),
        ({1}, frozenset[int]),
        (1.5, str | int),
        (None, Leaf | Twig),
        (Leaf(1.0), Twig),
        (object(), Mapping[str, int]),
    ],
)
def test_a_value_of_another_type_is_not_written(value: object, hint: Any) -> None:
    with pytest.raises(CodecError):
        to_json(value, hint)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_not_written(value: float) -> None:
    with pytest.raises(CodecError):
        codec.encode(Leaf(value))


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (1, str),
        (True, int),
        ("apple", Fruit),
        ([], Fruit),
        ("2026-13-01", date),
        ("2026-01-01T00:00:00", datetime),
        ("***", bytes),
        (5, bytes),
        ("x", tuple[int, ...]),
        ([1], tuple[int, int]),
        (["pear", "pear"], frozenset[Fruit]),
        ([], Mapping[str, int]),
        ("x", Leaf),
        ({}, Leaf),
        ({"size": 1.0, "colour": 2}, Leaf),
        ({"size": 1.0}, Leaf | Twig),
        ({"$type": "Stone"}, Leaf | Twig),
        ({"$type": "date", "value": "2026-01-01", "x": 1}, str | date),
        (1.5, str | date),
    ],
)
def test_data_that_do_not_fit_are_refused(data: Json, hint: Any) -> None:
    with pytest.raises(CodecError):
        from_json(data, hint)


@pytest.mark.parametrize("hint", [list[int], dict[int, int], Any, set[int], Leaf | Fruit | object])
def test_a_type_without_a_rule_is_refused(hint: Any) -> None:
    with pytest.raises(CodecError):
        to_json({}, hint)


@pytest.mark.parametrize(
    "document", [b"", b"[]", b"{}", b"\xff", b'{"v":1,"t":"Leaf"}', b'{"v":"1","t":"Leaf","d":{}}']
)
def test_what_is_no_document_is_refused(document: bytes) -> None:
    with pytest.raises(CodecError):
        codec.decode(document, Leaf)


def test_a_document_of_another_type_is_refused() -> None:
    opened = CaseOpened(event_id="1", at=NOW, case_id="c", lang=Lang.ZH)
    with pytest.raises(CodecError):
        codec.decode(codec.encode(opened), Effect)
    with pytest.raises(CodecError):
        codec.decode(codec.encode(opened), CheckFinished)


def test_a_field_that_came_later_takes_its_default() -> None:
    case = Case(case_id="c", lang=Lang.ZH, opened_at=NOW, version=1)
    document = json.loads(codec.encode(case))
    del document["d"]["misses"]
    assert codec.decode(json.dumps(document).encode(), Case) == case
    del document["d"]["lang"]
    with pytest.raises(CodecError):
        codec.decode(json.dumps(document).encode(), Case)


def test_an_older_version_is_upgraded_and_a_newer_refused() -> None:
    def upgrade(name: str, version: int, data: dict[str, Json]) -> dict[str, Json]:
        assert (name, version) == ("Leaf", 1)
        return {"size": data["width"]}

    old = b'{"v":1,"t":"Leaf","d":{"width":2.5}}'
    assert Codec(2, upgrade).decode(old, Leaf) == Leaf(2.5)
    with pytest.raises(CodecError):
        Codec(2).decode(old, Leaf)
    with pytest.raises(CodecError):
        Codec(1, upgrade).decode(Codec(2).encode(Leaf(1.0)), Leaf)
