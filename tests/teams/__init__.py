"""A Teams of our own on loopback, and the tests of everything that speaks to Teams."""

from tests.teams.connector import Posted, Received
from tests.teams.limits import BLOCKED, GONE, NOT_IN_ROSTER, NOT_INSTALLED, Limits
from tests.teams.loopback import Answer, LoopbackTeams
from tests.teams.people import ALERTS, AMINA, BIKRAM, CLARA, DIETER, GENERAL, LUNCH, TENANT, Channel, Person, person

__all__ = [
    "ALERTS",
    "AMINA",
    "BIKRAM",
    "BLOCKED",
    "CLARA",
    "DIETER",
    "GENERAL",
    "GONE",
    "LUNCH",
    "NOT_INSTALLED",
    "NOT_IN_ROSTER",
    "TENANT",
    "Answer",
    "Channel",
    "Limits",
    "LoopbackTeams",
    "Person",
    "Posted",
    "Received",
    "person",
]
