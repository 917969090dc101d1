"""Audit chain, codes, media, agreements, bindings, sealed passwords."""

from dataclasses import replace
from datetime import datetime

import pytest

from storage import Store
from storage.api import AgreementAct, AgreementRow, BindingRow, CodeRow, PrintRow, SealedRow
from storage.errors import Conflict
from tests.contract.storage.rows import NOW, after, medium


async def test_a_chain_is_whole_and_apart_from_others(store: Store) -> None:
    async with store.begin() as uow:
        first = await uow.audit.append("c1", NOW, "customer", "opened", {"文": "件", "n": 1.5})
        await uow.audit.append("c2", NOW, "bot", "opened", {})
        second = await uow.audit.append("c1", after(1), "bot", "closed", {"why": None})
        assert (first.number, second.number, second.previous) == (1, 2, first.hash)
        assert second.seq > first.seq
        assert await uow.audit.of_case("c1") == [first, second]
        report = await uow.audit.verify("c1")
        assert (report.whole, report.length) == (True, 2)
        assert (await uow.audit.verify("nobody")).length == 0
        assert await uow.audit.chains() == ["c1", "c2"]


async def test_only_the_newest_code_is_found(store: Store) -> None:
    row = CodeRow("k1", "c1", "identity", "digest", NOW, after(180))
    later = replace(row, code_id="k2", created_at=after(60), expires_at=after(240))
    async with store.begin() as uow:
        assert await uow.codes.newest("c1", "identity") is None
        await uow.codes.put(later)
        await uow.codes.put(row)
        assert await uow.codes.newest("c1", "identity") == later
        assert await uow.codes.newest("c1", "signing") is None
        await uow.codes.put(replace(row, digest="other"))
        await uow.codes.delivered("k1", after(2))
        assert await uow.codes.get("k1") == replace(row, digest="other", delivered_at=after(2))
        assert await uow.codes.forget_before(after(181)) == 1
        assert await uow.codes.get("k1") is None


async def test_media_are_found_by_case_and_by_content(store: Store) -> None:
    one, two = medium("m1", file_key=b"f"), medium("m2", case_id="c2", stored_at=after(1))
    async with store.begin() as uow:
        assert await uow.media.add(two) is True
        assert await uow.media.add(one) is True
        assert await uow.media.add(one) is False
        assert await uow.media.get("m1") == one
        assert await uow.media.get("m9") is None
        assert await uow.media.of_case("c1") == [one]
        assert await uow.media.same_content(b"content") == [one, two]
        assert await uow.media.same_content(b"x") == []


def prints(media_id: str, case_id: str, parts: bytes, at: datetime = NOW) -> list[PrintRow]:
    return [
        PrintRow(media_id, 0, band, case_id, bytes([band, part]), at)
        for band, part in enumerate(parts)
    ]


async def test_a_print_is_found_again_in_another_case_only(store: Store) -> None:
    async with store.begin() as uow:
        await uow.prints.add(prints("m1", "c1", b"abcd"))
        await uow.prints.add(prints("m1", "c1", b"wxyz"))
        assert await uow.prints.most_alike("m1") == 0
        await uow.prints.add(prints("m2", "c1", b"abcd", after(1)))
        assert await uow.prints.most_alike("m2") == 0
        await uow.prints.add(prints("m3", "c2", b"abXd", after(2)))
        assert await uow.prints.most_alike("m3") == 3
        assert await uow.prints.most_alike("m1") == 0
        assert await uow.prints.most_alike("nobody") == 0


async def test_of_two_prints_of_one_moment_one_is_the_earlier(store: Store) -> None:
    async with store.begin() as uow:
        await uow.prints.add(prints("m1", "c1", b"ab"))
        await uow.prints.add(prints("m2", "c2", b"ab"))
        assert [await uow.prints.most_alike(media_id) for media_id in ("m1", "m2")] == [0, 2]


async def test_parts_of_different_frames_do_not_add_up(store: Store) -> None:
    split = [replace(row, frame=row.band) for row in prints("m1", "c1", b"abcd")]
    async with store.begin() as uow:
        await uow.prints.add(split)
        await uow.prints.add(prints("m2", "c2", b"abcd", after(1)))
        assert await uow.prints.most_alike("m2") == 1


async def test_old_prints_are_forgotten(store: Store) -> None:
    async with store.begin() as uow:
        await uow.prints.add(prints("m1", "c1", b"ab"))
        await uow.prints.add(prints("m2", "c2", b"ab", after(5)))
        assert await uow.prints.forget_before(after(5)) == 2
        assert await uow.prints.most_alike("m2") == 0
        assert await uow.prints.forget_before(after(6)) == 2


async def test_media_whose_time_is_over_are_due_until_they_are_deleted(store: Store) -> None:
    async with store.begin() as uow:
        for row in (
            medium("m1"),
            medium("m2", kind="template", delete_after=NOW),
            medium("m3", delete_after=after(50)),
        ):
            await uow.media.add(row)
        assert [row.media_id for row in await uow.media.due_for_deletion(NOW)] == ["m2"]
        assert await uow.media.keep_until("c1", "card", after(10)) == 2
        due = await uow.media.due_for_deletion(after(10))
        assert [row.media_id for row in due] == ["m2", "m1", "m3"]
        assert len(await uow.media.due_for_deletion(after(10), limit=2)) == 2
        assert await uow.media.mark_deleted("m1", after(11)) is True
        assert await uow.media.mark_deleted("m1", after(12)) is False
        assert await uow.media.keep_until("c1", "card", after(99)) == 1
        gone = await uow.media.get("m1")
        assert gone is not None
        assert (gone.deleted_at, gone.delete_after) == (after(11), after(10))


async def test_the_first_time_of_each_act_on_an_agreement_is_kept(store: Store) -> None:
    shown = AgreementRow("c1", "service", "2026-01", "ab" * 32)
    async with store.begin() as uow:
        assert await uow.agreements.record(shown, AgreementAct.OPENED, NOW) is True
        assert await uow.agreements.record(shown, AgreementAct.OPENED, after(5)) is False
        assert await uow.agreements.record(shown, AgreementAct.READ, after(6)) is True
        assert await uow.agreements.record(shown, AgreementAct.SIGNED, after(7)) is True
        other = replace(shown, version="2026-02")
        assert await uow.agreements.record(other, AgreementAct.READ, after(8)) is True
        assert await uow.agreements.of_case("c1") == [
            replace(shown, opened_at=NOW, read_at=after(6), signed_at=after(7)),
            replace(other, read_at=after(8)),
        ]
        await uow.commit()
    changed = replace(shown, sha256="cd" * 32)
    async with store.begin() as uow:
        with pytest.raises(Conflict):
            await uow.agreements.record(changed, AgreementAct.SIGNED, NOW)


async def test_a_chat_belongs_to_one_customer(store: Store) -> None:
    one, two = BindingRow(7, 70, b"anna", NOW), BindingRow(8, 80, b"anna", after(1))
    async with store.begin() as uow:
        await uow.bindings.bind(two)
        await uow.bindings.bind(one)
        assert await uow.bindings.of_chat(7) == one
        assert await uow.bindings.of_customer(b"anna") == [one, two]
        await uow.bindings.bind(replace(one, customer_key=b"wei"))
        assert await uow.bindings.of_customer(b"anna") == [two]
        assert await uow.bindings.unbind(7) is True
        assert await uow.bindings.unbind(7) is False
        assert await uow.bindings.of_chat(7) is None


async def test_a_destroyed_password_leaves_only_its_record(store: Store) -> None:
    row = SealedRow("c1", "futures_trading", b"sealed", "k1", NOW)
    other = replace(row, kind="monitoring")
    async with store.begin() as uow:
        await uow.passwords.put(row)
        await uow.passwords.put(replace(row, ciphertext=b"sealed anew"))
        await uow.passwords.put(other)
        assert await uow.passwords.destroy("c1", after(1), "changed", "futures_trading") == 1
        assert await uow.passwords.of_case("c1") == [
            replace(row, ciphertext=b"", destroyed_at=after(1), reason="changed"),
            other,
        ]
        assert await uow.passwords.destroy("c1", after(2), "expired") == 1
        assert await uow.passwords.destroy("c1", after(3), "expired") == 0
        await uow.passwords.put(row)
        assert row in await uow.passwords.of_case("c1")
        assert await uow.passwords.of_case("c2") == []
