"""Rows for the tests: everything invented."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dialogs.effects import InDoubt
from storage.api import (
    CaseRow,
    DeskRow,
    InboxRow,
    JobRow,
    JournalRow,
    Lease,
    MediaRow,
    OutboxRow,
    RelayRow,
    StaffRow,
    TopicRow,
)

NOW = datetime(2026, 3, 5, 8, 0, 0, 123456, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def lease(worker: str = "w1", seconds: float = 60) -> Lease:
    return Lease(worker, after(seconds))


def update(update_id: int, chat_id: int = 7) -> InboxRow:
    return InboxRow(update_id, chat_id, b'{"text": "12345678"}', NOW)


def case(case_id: str = "c1", chat_id: int = 7, **changes: Any) -> CaseRow:
    row = CaseRow(
        case_id=case_id,
        chat_id=chat_id,
        user_id=chat_id,
        revision=0,
        step="intro",
        state=b"state of " + case_id.encode(),
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(row, **changes)


def event(event_id: str, case_id: str = "c1") -> JournalRow:
    return JournalRow(event_id, case_id, NOW, "TextSaid", event_id.encode() * 3)


def effect(effect_id: str, lane: str = "chat:7", **changes: Any) -> OutboxRow:
    row = OutboxRow(
        effect_id=effect_id,
        case_id="c1",
        chat_id=7,
        lane=lane,
        kind="Say",
        payload=b"say " + effect_id.encode(),
        in_doubt=InDoubt.REPEAT,
        created_at=NOW,
        lease=3,
    )
    return replace(row, **changes)


def job(job_id: str, **changes: Any) -> JobRow:
    return replace(JobRow(job_id, "c1", "card", b"request of " + job_id.encode(), NOW), **changes)


def medium(media_id: str, **changes: Any) -> MediaRow:
    row = MediaRow(
        media_id=media_id,
        case_id="c1",
        kind="card",
        content_key=b"content",
        file_key=None,
        size_bytes=1234,
        mime="image/jpeg",
        stored_at=NOW,
    )
    return replace(row, **changes)


def member(user_id: int, number: str = "", **changes: Any) -> StaffRow:
    row = StaffRow(
        user_id=user_id,
        number=number or str(user_id),
        name="王芳",
        lang="zh",
        roles=frozenset({"reviewer", "agent"}),
        on_duty=False,
        granted_by="config",
        granted_at=NOW,
    )
    return replace(row, **changes)


def topic(key: str, thread_id: int = 1, **changes: Any) -> TopicRow:
    row = TopicRow(
        key=key,
        purpose="support",
        group_id=-100,
        thread_id=thread_id,
        chat_id=7,
        case_id="c1",
        title="张伟 · 0001",
        opened_at=NOW,
    )
    return replace(row, **changes)


def relay(message_id: int, topic_message_id: int, **changes: Any) -> RelayRow:
    return replace(RelayRow(7, message_id, -100, topic_message_id, NOW, True), **changes)


def waiting(case_id: str, seconds: float | None = 0, **changes: Any) -> DeskRow:
    wanted_at = None if seconds is None else after(seconds)
    return replace(DeskRow(case_id, 7, wanted_at, "asked"), **changes)
