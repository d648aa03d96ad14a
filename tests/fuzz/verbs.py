"""Every verb there is, with what its card sends when all is well."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from pmo.calendar_changes import mark_of
from pmo.portfolio import Hours, Post

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
    "digest": ("weekly", "rule"),
    "digest_weekday": ("5",),
    "digest_rule": ("FREQ=WEEKLY;BYDAY=FR",),
    "digest_at": ("14:00",),
    "language": ("fr",),
    "languages": ("fr,nl",),
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
FIH = Post(
    code="FIH",
    name="Kinshasa",
    country="CD",
    timezone="Africa/Kinshasa",
    hours=Hours(start=time(8), end=time(16)),
    holidays=("CD",),
    closed=(date(2026, 7, 21),),
)
"""As in the samples: a button is old when its calendar is another one."""
_POST: Values = {"post": ("FIH", "HQ"), "version": (f"1-{mark_of(FIH)}",)}
_CALENDAR: Values = {
    "timezone": ("Europe/Brussels", "Kinshasa"),
    "hours": ("09:00-15:00",),
    "workweek": ("1,2,3,7",),
    "holidays": ("CD; BE", "none"),
}
_LOG: Values = {"kind": ("risk", "issue", "change", "x"), "project": ("VISA", "CIPHER"), "entry": ("visa/risk/1", "x")}
_ENTRY: Values = {
    "form": ("f1", ""),
    "version": ("1", "2"),
    "title": ("The supplier stops", ""),
    "likelihood": ("4", "9"),
    "impact": ("5",),
    "state": ("approved", "open", "closed"),
    "strategy": ("reduce",),
    "owner": ("Nora Brennan", "nobody"),
    "due": ("2026-04-01", "soon"),
}
_SUBJECT: Values = {"project": ("VISA",), "program": ("CONSUL",)}
_DIGEST: Values = {"program": ("CONSUL", "SECNET"), "period": ("2026-W11", ""), "number": ("1", "2")}

VERBS: Mapping[str, Values] = {
    "absence.cancel": {"member": (), "first": ("2026-06-01", "2026-03-16")},
    "action.done": {"action": (), "answer": ("done",)},
    "alert.acknowledge": _CLICKED,
    "alert.action": _CLICKED | _ASKED,
    "alert.decision": _CLICKED | _ASKED,
    "alert.resolve": _CLICKED | {"note": ("it rained",)},
    "alert.show": _CLICKED,
    "alert.snooze": _CLICKED | {"for": ("1d", "3d", "5d")},
    "calendar.drop": _POST,
    "calendar.edit": _POST,
    "calendar.list": {"page": ("1", "2")},
    "calendar.preview": _POST
    | _CALENDAR
    | {"closing": ("tomorrow; 24/12 - 31/12",), "opening": ("6 April",), "back": ("closed:2026-07-21",)},
    "calendar.reopen": _POST | {"closure": ("2026-03-11T08:00:00+00:00",)},
    "calendar.show": _POST,
    "calendar.want": _POST | _CALENDAR | {"close": ("2026-03-20",), "reopen": ("2026-07-21",), "open": ("2026-04-06",)},
    "channel.link": {"program": ("CONSUL", "SECNET"), "version": ()},
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
    "import.apply": _IMPORT | {"sure": ("true", "false")},
    "import.drop": _IMPORT,
    "indicators.page": {"program": ("CONSUL", "SECNET", ""), "page": ("1", "2")},
    "import.page": _IMPORT | {"page": ("1", "2")},
    "import.undo": _IMPORT,
    "log.add": _LOG | _ENTRY,
    "log.edit": _LOG,
    "log.list": _LOG,
    "log.show": _LOG,
    "log.update": _LOG | _ENTRY,
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
    "portfolio.open": {
        "project": ("VISA", "SATCOM"),
        "code": ("", "VISA", "Satellite"),
        "page": (1, "999999", "x"),
        "filters": ("", "red"),
        "program": ("", "SECNET"),
    },
    "portfolio.page": {
        "page": ("1", "2"),
        "filters": ("", "red", "phase:closed", "indicator:X<"),
        "program": ("", "SECNET", "NOSUCH"),
    },
    "preferences.save": _SETTINGS,
    "proposal.accept": _PROPOSAL | {"note": ("good",)},
    "proposal.drop": _PROPOSAL | {"note": ("no",)},
    "proposal.list": {},
    "proposal.show": _PROPOSAL,
    "proposal.try": _PROPOSAL | {"note": ("let us see",)},
    "question.ask": {
        "command": ("milestones", "alerts", "program", "missing", "privacy", ""),
        "subject": ("VISA", "CIPHER", "CONSUL", "vissa", ""),
    },
    "report.make": {},
    "rhythm.edit": _SUBJECT,
    "rhythm.preview": _SUBJECT | _RHYTHM,
    "rhythm.save": _SUBJECT | _RHYTHM,
    "rule.drop": _RULE,
    "rule.off": _RULE,
    "rule.show": _RULE,
    "rule.try": _RULE,
    "rule.want": _RULE | {"sure": ("true",)},
    "watch.list": {"watch": ()},
    "watch.set": {
        "of": ("project", "program", "portfolio"),
        "subject": ("VISA", "CONSUL", "red late", ""),
        "watch": (),
        "pace": ("at once", "daily", "weekly", "stop"),
    },
}
"""Every verb with the fields of its cards; what is empty is looked up (`known_to`)."""
