"""What the staff look at a customer's files with."""

from dataclasses import dataclass

from storage.media import BlobStore
from verification.api import EvidenceDrawer


@dataclass(frozen=True, slots=True)
class Eye:
    """Where the files are, and who makes of them what may be shown."""

    blobs: BlobStore
    drawer: EvidenceDrawer
