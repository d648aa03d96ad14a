"""What buttons act on: everything of the store that a click can name, with the ids that its card would have sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs import deputies
from dialogs.person_views import version_of
from pmo.alerts import Cause
from pmo.calendar_changes import mark_of
from pmo.logs import LogKind
from pmo.offices import OfficeState
from pmo.portfolio import HEADQUARTERS
from storage.shelves import Records
from tests.rights.attempts import Bot, Click
from tests.rights.portfolio import EAST, NORTH, SOUTH, STARS
from tests.rights.table import echo, rows

BY = "2026-03-20"
WORDS: Mapping[str, Mapping[str, Any]] = {
    "alert.snooze": {"for": "1d"},
    "alert.resolve": {"note": "it is over"},
    "alert.action": {"action": "do it", "by": BY},
    "alert.decision": {"action": "decide it", "by": BY},
    "conflict.explain": {"reason": "the figures are old"},
    "action.done": {"answer": "here it is"},
    "decision.record": {"answer": "so be it"},
    "rule.want": {"sure": "true"},
    "rhythm.preview": {"rhythm": "weekly", "weekday": "3"},
    "rhythm.save": {"rhythm": "weekly", "weekday": "3"},
    "limits.preview": {"slip_amber": "7"},
    "limits.save": {"slip_amber": "7"},
    "calendar.preview": {"closing": "20/3"},
    "calendar.want": {"hours": "09:00-15:00"},
    "preferences.save": {"hours": "08:30-16:30", "message_budget": "9"},
    "portfolio.page": {"page": "1"},
    "digest.page": {"page": "1"},
    "indicators.page": {"page": "1"},
    "question.ask": {"command": "milestones"},
    "person.save": {"role": "management"},
    "deputy.set": {"deputy": "nemo"},
    "log.add": {"title": "what may happen"},
    "log.update": {"response": "what is done"},
}
"""What is filled in beside the ids."""
WORDS_ON: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("rhythm.save", "a program"): {"digest": "weekly", "digest_weekday": "3", "language": "fr"},
    ("watch.set", "a project"): {"of": "project"},
    ("watch.set", "a program"): {"of": "program"},
    ("watch.set", "filters"): {"of": "portfolio"},
    ("watch.set", "a watch"): {"pace": "weekly"},
}
"""The same where it depends on what the button is on."""
CODED = frozenset(("a project", "a program", "a project's deputies", "filters"))
"""Kinds of things that are named by a code."""
FILTERS = (
    *((code, code) for code in ("ALTAIR", "BELLATRIX", "CAPELLA", "DENEB", "ELECTRA", "FOMALHAUT", "IZAR", "KRAZ")),
    *(("manager:mana", "ALTAIR"), ("manager:sima", "CAPELLA"), ("manager:fama", "ELECTRA"), ("owner:olga", "ALTAIR")),
)
"""Filters, and a project that everybody may see who may see anything that they find."""
_LOOKED_AT = ("ALTAIR", "BELLATRIX", "CAPELLA", "DENEB", "ELECTRA", "FOMALHAUT", "GACRUX", "HADAR", "IZAR")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that buttons act on.

    Attributes:
        kind: as in `buttons.csv`.
        name: for a person who reads the outcome.
        ids: what a card would send.
        star, program: whose it is; empty for none.
        owner: the member whose own it is; empty for none.
        private: it is for those alone who can do something about it.
        money: it is for those alone who see money.
    """

    kind: str
    name: str
    ids: Mapping[str, Any]
    star: str = ""
    program: str = ""
    owner: str = ""
    private: bool = False
    money: bool = False

    @property
    def echoes(self) -> tuple[str, ...]:
        """Codes as they are sent: in a spelling that nothing else has, so that an echo is told from an answer."""
        return tuple(echo(code) for code in (self.star, self.program) if code and self.kind in CODED)

    def click(self, verb: str, *, by_submit: bool = False) -> Click:
        """The button of this verb."""
        words = {**WORDS.get(verb, {}), **WORDS_ON.get((verb, self.kind), {})}
        return Click(verb, {**self.ids, **words}, by_submit)


@dataclass(frozen=True, slots=True)
class Button:
    """A line of `buttons.csv`."""

    verb: str
    on: str
    right: str
    in_place: str


BUTTONS = [Button(row["verb"], row["on"], row["right"], row["in a place"]) for row in rows("buttons")]


async def things(bot: Bot) -> list[Thing]:
    """Everything that a button of the table but a check-in's can name."""
    return [*_named(), *await bot.look(_kept), *await bot.look(_people)]


def _named() -> Iterator[Thing]:
    """What is named by a code alone; limits of a project and of a program are drawn and kept alike."""
    yield Thing("nothing", "nothing", {})
    yield Thing("a post", "headquarters", {"post": "HQ", "version": f"1-{mark_of(HEADQUARTERS)}"})
    yield Thing("an absence", "the absence of mara", {"member": "mara", "first": "2026-03-12"})
    for code in _LOOKED_AT:
        ids = {
            "project": echo(code),
            "scope": echo(code),
            "subject": echo(code),
            "kind": "risk",
            "version": "2" if code == "BELLATRIX" else "1",
        }
        yield Thing("a project", code, ids, star=code, program=STARS[code].program)
    for program in (NORTH, SOUTH, EAST):
        ids = {"program": echo(program), "period": "2026-W11", "filters": f"program:{echo(program)}"}
        ids |= {"scope": echo(program), "subject": echo(program), "version": "1"}
        yield Thing("a program", program, ids, program=program)
        yield _filters(f"program:{echo(program)}", program=program)
    for words, star in FILTERS:
        yield _filters(words.replace(star, echo(star)), star=star)


def _filters(words: str, star: str = "", program: str = "") -> Thing:
    return Thing("filters", words, {"filters": words, "subject": words, "code": words}, star, program)


async def _kept(records: Records) -> list[Thing]:
    found = []
    for alert in await records.alerts.all():
        if alert.is_open and alert.project in _LOOKED_AT:
            kind = "a conflict" if alert.cause is Cause.CONFLICT else "an alert"
            ids = {"alert": alert.key, "version": alert.version}
            private = alert.cause in (Cause.CONFLICT, Cause.BUDGET) or alert.money
            found.append(Thing(kind, alert.key, ids, alert.project, private=private, money=alert.money))
    asked = await records.actions.all()
    found += [Thing("a request", action.key, {"action": action.key}, action.project) for action in asked]
    for entry in await records.log.all():
        ids = {"entry": entry.key, "version": entry.version, "kind": entry.kind.value, "project": entry.project}
        name = "an issue" if entry.kind is LogKind.ISSUE else f"a {entry.kind.value}"
        found.append(Thing(name, entry.key, ids, entry.project))
    for state in await records.rule_states.all():
        ids = {"rule": state.code, "version": state.version}
        found.append(Thing("a rule", state.code, ids, state.code.partition("-")[2]))
    for proposal in await records.proposals.all():
        ids = {"proposal": proposal.key, "version": proposal.version}
        found.append(Thing("a proposal", proposal.key, ids))
    for upload in await records.uploads.all():
        found.append(Thing("an import", upload.name, {"import": upload.id, "version": upload.version}))
    for watch in await records.watches.all():
        found.append(Thing("a watch", f"watch of {watch.member}", {"watch": watch.key}, owner=watch.member))
    return found


async def _people(records: Records) -> list[Thing]:
    """Members, of whom one is to get another role, and the deputies of projects."""
    found = []
    for code in ("ALTAIR", "BELLATRIX"):
        rows = await records.assignments.find("project", code.casefold())
        kept = [row for row in rows if not row.archived]
        ids = {"project": echo(code), "of": kept[0].key, "version": deputies.version_of(kept)}
        found.append(Thing("a project's deputies", f"deputies of {code}", ids, code))
    for member_id in ("cora", "nemo"):
        member, state = await records.members.get(member_id), await records.office_states.get(member_id)
        assert member is not None
        version = version_of(member, state or OfficeState(member=member_id))
        found.append(Thing("a member", member_id, {"member": member_id, "version": version}))
    return found
