"""What only a database on disk can promise: guards, secrecy, keys, survival, migrations."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, LargeBinary, text

from storage import KeyRing, Store, migrate, open_store, rotation, schema
from storage.api import AgreementAct, AgreementRow, FirmAccount, FirmCustomer
from storage.crypto import Key
from storage.errors import (
    BrokenInvariant,
    SchemaMismatch,
    StorageError,
    StorageUnavailable,
    Undecryptable,
)
from storage.postgres import PostgresStore
from storage.sqlite import SqliteStore
from storage.tables import metadata
from tests.contract.storage.rows import (
    NOW,
    case,
    effect,
    event,
    job,
    lease,
    member,
    relay,
    topic,
    update,
    waiting,
)
from tests.postgres import PostgresServer

HASH = b"h" * 32
OLD, NEW = Key.generate("old"), Key.generate("new")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Only the two real ones."""
    name = "sqlite_url" if request.param == "sqlite" else "fresh_postgres_url"
    address: str = request.getfixturevalue(name)
    return address


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    (tmp_path / "store.db").write_bytes(migrated_file.read_bytes())
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def fresh_postgres_url(postgres_server: PostgresServer) -> str:
    return postgres_server.fresh()


async def on_connection(store: Store, work: Callable[[Connection], Any]) -> Any:
    assert isinstance(store, (SqliteStore, PostgresStore))
    return await store._in_transaction(work)


def run_sql(statement: str, on: Connection) -> None:
    on.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "tampering",
    ["UPDATE audit SET actor = 'agent:9'", "DELETE FROM audit", "REPLACE"],
)
async def test_the_audit_chain_cannot_be_changed(store: Store, tampering: str) -> None:
    async with store.begin() as uow:
        await uow.audit.append("c1", NOW, "bot", "opened", {})
        await uow.commit()
    if tampering == "REPLACE":
        tampering = (
            "INSERT OR REPLACE INTO audit SELECT * FROM audit"
            if isinstance(store, SqliteStore)
            else "TRUNCATE audit"
        )
    with pytest.raises(BrokenInvariant):
        await on_connection(store, lambda on: on.execute(text(tampering)))
    async with store.begin() as uow:
        assert (await uow.audit.verify("c1")).whole


async def test_a_chain_changed_behind_the_guards_is_found(store: Store) -> None:
    async with store.begin() as uow:
        for number in range(4):
            await uow.audit.append("c1", NOW, "bot", "said", {"n": number})
        await uow.commit()
    drop = (
        ["DROP TRIGGER audit_no_update"]
        if isinstance(store, SqliteStore)
        else ["ALTER TABLE audit DISABLE TRIGGER ALL"]
    )
    for statement in [*drop, "UPDATE audit SET detail = '{\"n\":7}' WHERE number = 3"]:
        await on_connection(store, partial(run_sql, statement))
    async with store.begin() as uow:
        assert (await uow.audit.verify("c1")).first_broken == 3


async def fill(store: Store) -> None:
    """Put a secret into every sealed column."""
    async with store.begin() as uow:
        await uow.inbox.add(update(1))
        await uow.cases.save(case(state=b"SECRET state"))
        await uow.journal.add(event("e1"))
        await uow.outbox.add_all([effect("f1", payload=b"SECRET effect")])
        await uow.jobs.add(job("j1", payload=b"SECRET request"))
        await uow.jobs.add(job("j2"))
        await uow.jobs.claim(NOW, lease(), job_id="j1")
        await uow.jobs.finish("j1", "w1", b"SECRET result")
        await uow.firm.upsert_customer(
            FirmCustomer(
                "C1",
                "SECRET number",
                "SECRET name",
                "resident_id",
                "SECRET phone",
                None,
                accounts=(FirmAccount("monitoring", account_number="SECRET account"),),
            )
        )
        await uow.firm.submit("s1", "c1", NOW, NOW.date(), b"SECRET application")
        await uow.staff.save(member(9, name="SECRET agent"))
        await uow.topics.bind(topic("support:7", title="SECRET title"))
        await uow.commit()


async def test_nothing_personal_lies_in_the_file_in_clear(
    sqlite_url: str, tmp_path: Path, keys: KeyRing
) -> None:
    store = open_store(sqlite_url, keys)
    await fill(store)
    files = sorted(tmp_path.iterdir())  # noqa: ASYNC240 - a test may wait
    assert len(files) >= 2  # with its write-ahead log
    for file in files:
        data = file.read_bytes()
        assert b"SECRET" not in data
        assert b"12345678" not in data
    await store.close()


async def test_all_values_are_encrypted_anew(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    rotation._page.cache_clear()
    old = open_store(url, KeyRing([OLD], HASH))
    await fill(old)
    async with old.begin() as uow:
        for number in range(5):
            await uow.journal.add(event(f"more{number}"))
        await uow.commit()
    await old.close()
    both = open_store(url, KeyRing([NEW, OLD], HASH))
    assert await both.reseal() == 17
    assert await both.reseal() == 0
    await both.close()
    new = open_store(url, KeyRing([NEW], HASH))
    async with new.begin() as uow:
        found = await uow.cases.load("c1")
        assert found is not None
        assert found.state == b"SECRET state"
        assert len(await uow.journal.of_case("c1")) == 6
        customer = await uow.firm.find_customer("SECRET number")
        assert customer is not None
        assert customer.accounts[0].account_number == "SECRET account"
        assert await uow.staff.of_user(9) == member(9, name="SECRET agent")
        assert await uow.topics.get("support:7") == topic("support:7", title="SECRET title")
    await new.close()
    rotation._page.cache_clear()


def test_every_sealed_column_is_known_to_the_rotation() -> None:
    sealed = {
        column
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
        and (column.comment or "").split(";")[0] == "sealed"
    }
    assert {each.column for each in rotation.SEALED} == sealed


async def test_a_store_with_another_key_opens_nothing(url: str) -> None:
    old = open_store(url, KeyRing([OLD], HASH))
    await fill(old)
    await old.close()
    other = open_store(url, KeyRing([NEW], HASH))
    async with other.begin() as uow:
        with pytest.raises(Undecryptable):
            await uow.cases.load("c1")
    await other.close()


async def test_the_migrations_make_the_tables_of_the_program(store: Store) -> None:
    def differences(on: Connection) -> list[object]:
        context = MigrationContext.configure(on, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    assert await on_connection(store, differences) == []


async def test_a_database_of_the_first_release_is_brought_here_with_its_rows(
    postgres_server: PostgresServer, tmp_path: Path, keys: KeyRing
) -> None:
    for url in (postgres_server.fresh(migrated=False), f"sqlite:///{tmp_path}/old.db"):
        await migrate.upgrade(url, "0001")
        store = open_store(url, keys)
        with pytest.raises(SchemaMismatch):
            await store.check()
        async with store.begin() as uow:
            await uow.cases.save(case())
            await uow.commit()
        await migrate.upgrade(url)
        await store.check()
        async with store.begin() as uow:
            assert await uow.cases.load("c1") == case(revision=1)
            await uow.staff.save(member(9))
            await uow.topics.bind(topic("support:7"))
            await uow.relays.add([relay(1, 1)])
            await uow.desk.put(waiting("c1"))
            assert await uow.prints.most_alike("m1") == 0
        await store.close()


def test_the_program_knows_its_newest_migration() -> None:
    script = ScriptDirectory.from_config(migrate.config())
    assert script.get_heads() == [schema.REVISION]


async def test_two_that_migrate_at_once_do_not_collide(
    postgres_server: PostgresServer, tmp_path: Path, keys: KeyRing
) -> None:
    for url in (postgres_server.fresh(migrated=False), f"sqlite:///{tmp_path}/deep/new.db"):
        await asyncio.gather(migrate.upgrade(url), migrate.upgrade(url))
        store = open_store(url, keys)
        await store.check()
        await store.close()


async def test_a_newer_database_is_refused(url: str, keys: KeyRing) -> None:
    store = open_store(url, keys)
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    await on_connection(store, lambda on: on.execute(newer))
    with pytest.raises(SchemaMismatch):
        await store.check()
    with pytest.raises(SchemaMismatch):
        await migrate.upgrade(url)
    await store.close()


async def test_a_server_that_is_away_says_try_again(keys: KeyRing) -> None:
    store = open_store("postgresql://nobody@127.0.0.1:9/nothing", keys)
    with pytest.raises(StorageUnavailable) as caught:
        await store.check()
    assert caught.value.retry
    await store.close()


async def test_a_lost_connection_says_try_again_and_the_next_turn_works(
    postgres_server: PostgresServer, keys: KeyRing
) -> None:
    store = open_store(postgres_server.fresh(), keys)
    kill = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    other = open_store(store._engine.url.render_as_string(), keys)  # type: ignore[attr-defined]  # to reach the server twice
    async with store.begin() as uow:
        await uow.inbox.highest_id()
        await on_connection(other, lambda on: on.execute(kill))
        with pytest.raises(StorageUnavailable):
            await uow.inbox.highest_id()
    async with store.begin() as uow:
        assert await uow.inbox.highest_id() is None
    await other.close()
    await store.close()


WRITER = """
import asyncio, base64, sys
from storage import open_store
from storage.crypto import Key, KeyRing
from tests.contract.storage.rows import NOW, case, effect, event, lease

async def main(url):
    store = open_store(url, KeyRing([Key("k", b"k" * 32)], b"h" * 32))
    async with store.begin() as uow:
        await uow.cases.save(case())
        await uow.journal.add(event("committed"))
        await uow.outbox.add_all([effect("f1"), effect("f2")])
        await uow.outbox.claim(NOW, lease("dead", 1))
        await uow.commit()
    async with store.begin() as uow:
        await uow.journal.add(event("lost"))
        print("written", flush=True)
        await asyncio.sleep(60)

asyncio.run(main(sys.argv[1]))
"""


async def test_a_killed_process_leaves_whole_transactions_only(url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        WRITER,
        url,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])},
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    await process.wait()
    store = open_store(url, KeyRing([Key("k", b"k" * 32)], HASH))
    async with store.begin() as uow:
        assert await uow.journal.of_case("c1") == [event("committed")]
        assert await uow.outbox.claim(NOW, lease("w2")) == []
        adrift = await uow.outbox.claim_adrift(lease(seconds=2).until, lease("w2", 90))
        assert [row.effect_id for row in adrift] == ["f1"]
    await store.close()


async def test_a_shown_agreement_with_an_oversized_version_is_refused(
    postgres_server: PostgresServer, keys: KeyRing
) -> None:
    store = open_store(postgres_server.fresh(), keys)
    shown = AgreementRow("c1", "service", "v" * 65, "ab" * 32)
    async with store.begin() as uow:
        with pytest.raises(StorageError):
            await uow.agreements.record(shown, AgreementAct.OPENED, NOW)
    await store.close()


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path, keys: KeyRing) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database at all, but long enough to be read" * 50)
    store = open_store(f"sqlite:///{tmp_path}/x.db", keys)
    with pytest.raises(StorageError):
        await store.check()
    await store.close()


async def test_the_durability_of_sqlite_is_as_asked(sqlite_url: str, keys: KeyRing) -> None:
    for asked, found in (("", 2), ("?synchronous=normal", 1)):
        store = open_store(sqlite_url + asked, keys)
        pragma = text("PRAGMA synchronous")
        assert await on_connection(store, lambda on: on.execute(pragma).scalar()) == found  # noqa: B023 - run at once
        await store.close()
    with pytest.raises(StorageError):
        open_store(f"{sqlite_url}?synchronous=off", keys)
