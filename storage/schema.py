"""Whether a database has the tables of this version, and what waits in it."""

from sqlalchemy import Connection, func, literal_column, select, text

from storage.errors import SchemaMismatch
from storage.failures import told
from storage.rows import Backlog
from storage.tables import inbox, jobs, outbox

REVISION = "0004"
"""The newest migration."""

_FOUND = text("SELECT version_num FROM alembic_version")
_INBOX = select(func.count(), func.min(inbox.c.received_at)).where(inbox.c.payload.is_not(None))
_OUTBOX = select(func.count(), func.min(outbox.c.created_at)).where(
    outbox.c.state.in_([literal_column("'queued'"), literal_column("'sending'")])
)
_JOBS = select(func.count(), func.min(jobs.c.created_at)).where(
    jobs.c.state.in_([literal_column("'queued'"), literal_column("'running'")])
)


def check_revision(on: Connection) -> None:
    """Raise unless the newest migration has run."""
    with told():
        found = on.execute(_FOUND).scalar()
    if found != REVISION:
        raise SchemaMismatch(f"the database is at migration {found}, this program at {REVISION}")


def count_backlog(on: Connection) -> Backlog:
    """Count what waits."""
    inbox_no, inbox_at = on.execute(_INBOX).one()
    outbox_no, outbox_at = on.execute(_OUTBOX).one()
    jobs_no, jobs_at = on.execute(_JOBS).one()
    return Backlog(inbox_no, outbox_no, jobs_no, inbox_at, outbox_at, jobs_at)
