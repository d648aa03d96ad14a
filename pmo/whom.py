"""Who is told or asked to act, by their office in a project (PM² roles)."""

from enum import StrEnum


class Whom(StrEnum):
    """An office, named as in the column `owner_role` of rules."""

    MANAGER = "manager"
    OWNER = "owner"
    STEERING = "steering"
    PROGRAM_MANAGER = "program_manager"
    PROGRAM_OWNER = "program_owner"
    PMO = "pmo"
