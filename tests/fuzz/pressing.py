"""Every button there is, with what its card sends when all is well, and with everything else."""

import random
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from bot.office import Office
from dialogs.desk import Desk
from dialogs.turn import Reply
from tests.cards.validation import elements
from tests.fuzz import hostile
from tests.fuzz.hall import PEOPLE, PLACES, Hall
from tests.fuzz.verbs import FIH, VERBS

ID_OF = {
    "watch": "watches",
    "alert": "alerts",
    "card": "cards",
    "rule": "rule_states",
    "proposal": "proposals",
    "action": "actions",
    "import": "uploads",
}
BUSY = (
    ("manager", "propose a shorter card"),
    ("manager", "checkin"),
    ("manager", "watch VISA"),
    ("manager", "VISA amber 60% the supplier is late"),
    ("manager", "away 1/6 5/6"),
    ("PMO", "stand SOC"),
)
"""After this there is something of everything."""
LOOKS = (
    *(
        "help",
        "portfolio",
        "project VISA",
        "program CONSUL",
        "checkin",
        "missing",
        "alerts",
        "alerts APPT",
        "todo",
        "away",
    ),
    *(
        "settings",
        "privacy",
        "indicators",
        "milestones",
        "digest CONSUL",
        "digest",
        "rules",
        "rules LATE-END",
        "limits",
        "calendar",
        "calendar FIH",
        "calendar FIH closed tomorrow",
        "process",
    ),
    *("propose", "VISA red", "project SATCOM"),
    *("people", "people without app", "people VISA", "people nora"),
)
Press = tuple[str, str, str, dict[str, Any], bool]
"""A role, a place, a verb, what is sent, and whether by `Action.Submit`."""


async def known_to(office: Office) -> dict[str, tuple[str, ...]]:
    """The ids that real cards would hold."""

    async def look(desk: Desk) -> dict[str, tuple[str, ...]]:
        tables = {name: await getattr(desk.records, table).all() for name, table in ID_OF.items()}
        found = {name: tuple(getattr(one, "key", None) or one.id for one in rows) for name, rows in tables.items()}
        members = await desk.records.members.all()
        assert await desk.records.posts.get("fih") == FIH, "the post of the samples"
        return found | {"member": tuple(one.id for one in members), "version": ("0", "1", "2", "3")}

    return await office.work(look)


def aimed_presses(known: Mapping[str, tuple[str, ...]]) -> Iterator[Press]:
    """Each field of each verb with each value that is meant for it, by somebody who may; all else is right."""
    for verb, fields in VERBS.items():
        well = {name: (found or known[name] or ("x",))[0] for name, found in fields.items()}
        for name in fields:
            if name.startswith(("SOC/", "NOSUCH/")):
                continue
            for value in hostile.MEANT_FOR.get(name.removeprefix("VISA/"), ()):
                own = {"rhythm": "own", "project": ""} if name in ("rule", "ask_at", "within") else {}
                by = "manager" if verb.startswith("checkin.") else "PMO"
                yield by, "personal", verb, well | {"VISA/unchanged": "false"} | own | {name: value}, False


def presses(seed: int, count: int, known: Mapping[str, tuple[str, ...]]) -> Iterator[Press]:
    """So many of them, the verbs in turn; nothing or one or two things are wrong with each."""
    chance = random.Random(seed)
    verbs = sorted(VERBS)
    for number in range(count):
        verb = verbs[number % len(verbs)]
        fields = VERBS[verb]
        data = {name: chance.choice(found or known[name] or ("x",)) for name, found in fields.items()}
        for name in chance.sample(sorted(data), len(data) // 3):
            if name not in ID_OF and name != "version":
                del data[name]
        for _ in range(chance.choice((0, 1, 1, 1, 2)) if fields else 0):
            data[chance.choice(sorted(fields))] = chance.choice(hostile.VALUES)
        if chance.random() < 0.1:
            data[chance.choice(("", "\x00", "VISA/", "/rag", "//", "x" * 200, "msteams"))] = chance.choice(
                hostile.VALUES
            )
        role = chance.choice(("PMO", "PMO", "manager", *PEOPLE))
        place = "personal" if chance.random() < 0.6 else chance.choice(PLACES)
        yield role, place, verb, data, chance.random() < 0.4


async def busy(hall: Hall) -> None:
    """People have proposed, opened, asked."""
    for role, text in BUSY:
        await hall.say(role, text)
    for alert in (await known_to(hall.office))["alert"][:4]:
        asked = {"alert": alert, "version": "1", "action": "Find another supplier", "by": "2026-05-01"}
        await hall.press("PMO", "alert.action", asked)


async def looks(hall: Hall, role: str) -> AsyncIterator[Reply]:
    """Everything that somebody of this role can look at."""
    for text in LOOKS:
        yield await hall.say(role, text)
    known = await known_to(hall.office)
    for kind in ("alert", "rule", "proposal"):
        for one in known[kind]:
            yield await hall.press(role, f"{kind}.show", {kind: one})
    for subject in ({"program": "CONSUL"}, {"project": "VISA"}):
        yield await hall.press(role, "rhythm.edit", subject)
        yield await hall.press(role, "rhythm.preview", subject | {"rhythm": "weekly", "weekday": "2"})


def buttons(reply: Reply) -> Iterator[tuple[str, dict[str, Any]]]:
    """The verbs of a reply's cards with their data."""
    for card in (reply.card, reply.private.card if reply.private else None):
        for _, item in elements(dict(card or {})):
            if item.get("type") == "Action.Execute":
                yield item["verb"], item.get("data", {})
