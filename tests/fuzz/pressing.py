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

Values = dict[str, tuple[Any, ...]]
"""Names of fields to what may stand in them."""

_LIMITS: Values = {
    "slip_amber": ("5", "7,5"),
    "slip_red": ("20",),
    "budget_amber": ("5",),
    "budget_red": ("10",),
    "index_amber": ("0.9",),
    "index_red": ("0.8",),
    "risk_amber": ("5",),
    "risk_red": ("12",),
    "ambers": ("2",),
}
_SETTINGS: Values = {
    "language": ("en", "fr"),
    "timezone": ("Europe/Brussels",),
    "hours": ("09:00-17:00",),
    "workweek": ("1,2,3",),
    "reminders": ("1",),
    "overview": ("monthly",),
    "message_budget": ("3",),
    "fewest_reminders": ("1",),
}
_RHYTHM: Values = {
    "rhythm": ("weekly", "own"),
    "weekday": ("4",),
    "rule": ("FREQ=WEEKLY;BYDAY=TH",),
    "ask_at": ("10:00",),
    "within": ("1d",),
    "costs": ("true",),
}
_PART: Values = {
    "rag": ("green", "amber", "red"),
    "progress": ("50",),
    "forecast_end": ("2026-12-01",),
    "summary": ("all is well",),
    "blockers": ("",),
    "unchanged": ("true", "false"),
    "indicator/VISA.ONLINE": ("70",),
    "milestone/LIVE": ("2026-10-01",),
    "reached/LIVE": ("false",),
    "planned_cost": ("1000",),
    "actual_cost": ("900.50",),
    "cause": ("rain",),
    "action": ("wait",),
    "action_owner": ("Luc Dessart",),
    "action_by": ("2026-04-01",),
    "help": ("an umbrella",),
    "help_from": ("pmo",),
    "reason": ("a slip",),
}
_CHECKIN: Values = {f"{code}/{name}": found for code in ("VISA", "SOC", "NOSUCH") for name, found in _PART.items()} | {
    "unchanged": ("true",),
    "reason": ("nothing new",),
}
_CARD: Values = {"card": (), "version": ()}
_CLICKED: Values = {"alert": (), "version": ()}
_ASKED: Values = {"action": ("wait",), "owner": ("pdewael", ""), "person": ("ldessart", ""), "by": ("2026-04-01",)}
_RULE: Values = {"rule": (), "version": ()}
_IMPORT: Values = {"import": (), "version": ()}
_PROPOSAL: Values = {"proposal": (), "version": ()}
_DECIDED: Values = {"scope": ("", "VISA", "CONSUL"), "version": ()}
_PEOPLE: Values = {
    "scope": ("", "VISA", "CONSUL"),
    "filters": ("", "without app", "brussels external", "nobody at all"),
}
_PERSON: Values = {"member": (), "version": ()}
_DEPUTY: Values = {"project": ("VISA", ""), "member": ()}
_SUBJECT: Values = {"project": ("VISA",), "program": ("CONSUL",)}
_DIGEST: Values = {"program": ("CONSUL", "SECNET"), "period": ("2026-W11", "")}

VERBS: Mapping[str, Values] = {
    "absence.cancel": {"member": (), "first": ("2026-06-01", "2026-03-16")},
    "action.done": {"action": (), "answer": ("done",)},
    "alert.acknowledge": _CLICKED,
    "alert.action": _CLICKED | _ASKED,
    "alert.decision": _CLICKED | _ASKED,
    "alert.resolve": _CLICKED | {"note": ("it rained",)},
    "alert.show": _CLICKED,
    "alert.snooze": _CLICKED | {"for": ("1d", "3d", "5d")},
    "checkin.early": {},
    "checkin.edit": _CARD,
    "checkin.skip": _CARD | _CHECKIN,
    "checkin.snooze": _CARD | {"for": ("1h", "afternoon", "tomorrow")},
    "checkin.submit": _CARD | _CHECKIN,
    "conflict.agree": _CLICKED,
    "conflict.explain": _CLICKED | {"reason": ("the figures are old",)},
    "decision.record": {"action": (), "answer": ("yes",)},
    "deputy.edit": _DEPUTY,
    "deputy.set": _DEPUTY | {"version": (), "of": ("visa/vnguyen/contributor",), "deputy": ("Els Maes", "")},
    "digest.now": _DIGEST,
    "digest.page": _DIGEST | {"page": ("1", "2"), "now": ("true", "")},
    "export.make": {"filters": ("", "red", "program:CONSUL late", "indicator:X<")},
    "history.show": {"project": ("VISA", "SATCOM"), "page": ("1", "2")},
    "import.apply": _IMPORT,
    "import.drop": _IMPORT,
    "import.page": _IMPORT | {"page": ("1", "2")},
    "import.undo": _IMPORT,
    "limits.drop": _DECIDED,
    "limits.preview": _DECIDED | _LIMITS,
    "limits.save": _DECIDED | _LIMITS,
    "limits.show": _DECIDED,
    "people.install": _PEOPLE,
    "people.page": _PEOPLE | {"page": ("1", "2"), "program": ("", "SECNET")},
    "person.agree": _PERSON,
    "person.drop": _PERSON,
    "person.edit": _PERSON,
    "person.save": _PERSON | {"role": ("member", "pmo"), "external": ("true", "false"), "post": ("HQ", "KTM")},
    "person.show": _PERSON,
    "portfolio.open": {"project": ("VISA", "SATCOM"), "code": ("", "VISA", "Satellite")},
    "portfolio.page": {"page": ("1", "2"), "filters": ("", "red", "phase:closed", "indicator:X<")},
    "preferences.save": _SETTINGS,
    "proposal.accept": _PROPOSAL | {"note": ("good",)},
    "proposal.drop": _PROPOSAL | {"note": ("no",)},
    "proposal.list": {},
    "proposal.show": _PROPOSAL,
    "proposal.try": _PROPOSAL | {"note": ("let us see",)},
    "report.make": {},
    "rhythm.edit": _SUBJECT,
    "rhythm.preview": _SUBJECT | _RHYTHM,
    "rhythm.save": _SUBJECT | _RHYTHM,
    "rule.drop": _RULE,
    "rule.off": _RULE,
    "rule.show": _RULE,
    "rule.try": _RULE,
    "rule.want": _RULE | {"sure": ("true",)},
    "watch.list": {},
    "watch.set": {
        "of": ("project", "program", "portfolio"),
        "subject": ("VISA", "CONSUL", "red late", ""),
        "watch": (),
        "pace": ("at once", "daily", "weekly", "stop"),
    },
}
"""Every verb with the fields of its cards; what is empty is looked up (`known_to`)."""
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
