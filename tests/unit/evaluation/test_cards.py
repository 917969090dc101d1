"""The drawn card set: invented people, every kind of sample, the same photographs every time."""

from collections import Counter
from io import BytesIO

import pytest
from PIL import Image

from dialogs.kinds import CardSide, DocumentKind, Verdict
from dialogs.rules.documents import birth_date, check_number, sex
from evaluation.cards import forgeries
from evaluation.cards.camera import Shot, take
from evaluation.cards.people import draw_person
from evaluation.cards.printing import draw_style, print_card
from evaluation.samples import Wanted
from evaluation.sets.cards import printed, samples

PEOPLE = [draw_person(seed) for seed in range(200)]


def test_drawn_people_have_valid_numbers_of_nobody() -> None:
    for person in PEOPLE:
        assert check_number(person.number, person.document_kind) is None
        assert birth_date(person.number) == person.birth
        assert sex(person.number) == person.sex
        resident = person.document_kind is DocumentKind.RESIDENT_ID
        assert (person.number[2:6] == "0199") == resident
        assert len(person.address or "") <= 33


def test_drawn_people_cover_the_hard_names() -> None:
    names = "".join(person.name for person in PEOPLE)
    assert "·" in names
    assert any(character in names for character in "翀赟燊淏禤㛃")
    assert any(person.number.endswith("X") for person in PEOPLE)
    assert any(person.valid_to is None for person in PEOPLE)
    foreign = [one for one in PEOPLE if one.document_kind is DocumentKind.PERMANENT_RESIDENT]
    assert {one.chinese_name is None for one in foreign} == {True, False}


def test_a_seed_is_a_person() -> None:
    assert draw_person(7) == draw_person(7)
    assert draw_person(7) != draw_person(8)


def test_the_set_is_large_and_its_names_are_unique() -> None:
    some = list(samples(0))
    assert len(some) >= 600
    assert max(Counter((one.group, one.name) for one in some).values()) == 1
    wanted = Counter(one.wanted for one in some)
    assert wanted[Wanted.PASS] > 200
    assert wanted[Wanted.REFUSE] > 200


def test_another_seed_draws_other_people() -> None:
    first, second = next(iter(samples(0))), next(iter(samples(7919)))
    assert first.fields != second.fields


def test_what_is_refused_has_a_reason() -> None:
    assert all(one.reasons for one in samples(0) if one.wanted is Wanted.REFUSE)


@pytest.mark.parametrize("side", CardSide)
def test_a_photograph_is_the_same_every_time(side: CardSide) -> None:
    person = draw_person(3, DocumentKind.RESIDENT_ID)
    card = print_card(person, side, draw_style(3, person.document_kind))
    shot = Shot(size=(640, 480), telegram=False)
    assert take(card, shot, 3) == take(card, shot, 3)
    assert take(card, shot, 3) != take(card, shot, 4)


def test_telegram_makes_it_small() -> None:
    card = Image.new("RGB", (300, 190), "white")
    with Image.open(BytesIO(take(card, Shot(size=(1500, 2000)), 1))) as photo:
        assert photo.size == (960, 1280)


def test_altered_numbers_contradict_the_card() -> None:
    for seed, person in enumerate(PEOPLE[:50]):
        kind = person.document_kind
        other_birth = forgeries.with_other_birth(person, seed)
        assert check_number(other_birth.number, kind) is None
        assert birth_date(other_birth.number) != person.birth
        other_sex = forgeries.with_other_sex(person)
        assert check_number(other_sex.number, kind) is None
        assert sex(other_sex.number) != person.sex
        assert check_number(forgeries.with_wrong_digit(person, seed).number, kind) is not None


def test_what_is_printed_where() -> None:
    resident = draw_person(1, DocumentKind.RESIDENT_ID)
    assert "address" in printed(resident, CardSide.FRONT)
    assert "valid_to" in printed(resident, CardSide.BACK)
    foreign = draw_person(1, DocumentKind.PERMANENT_RESIDENT)
    assert "valid_to" in printed(foreign, CardSide.FRONT)
    assert "address" not in printed(foreign, CardSide.FRONT)


def test_wanted_speaks_of_verdicts() -> None:
    assert not Wanted.NOT_PASS.allows(Verdict.PASS)
