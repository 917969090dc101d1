"""Who works behind the bot: roles and what they allow."""

from enum import StrEnum


class Role(StrEnum):
    """What a person of the firm may do; somebody may have several."""

    AGENT = "agent"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
