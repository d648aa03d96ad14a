"""Somebody asks for a digest again: as it was posted, and as it would be now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.digest import digest_card, digest_page
from cards.digest_view import DigestView
from cards.overview import overview_card
from cards.plain import joined
from cards.rendered import Rendered
from dialogs import digest_amending, digest_readers, overviews, posted_digests, respondents
from dialogs.access import linked_program, note_refused, seen_by
from dialogs.codes import code_meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.digest import as_of_now
from dialogs.digest_later import amendments_by_now
from dialogs.digest_views import view_of
from dialogs.paging import page_number
from dialogs.posted_digests import Occasion
from dialogs.projects import CODE_SHOWN
from dialogs.questions import Question, answered, question, reply, stranger
from dialogs.scopes import several
from dialogs.turn import Reply, Turn
from dialogs.words import bare, typed_by
from locales.folding import folded
from locales.reading import day
from pmo.digest_amendments import Amendment
from pmo.digests import Digest, digest_key, in_order
from pmo.periods import period
from pmo.portfolio import Classification, Program, code_key

conversation = Conversation()
_WEEK = re.compile(r"(?:week|weken|semaine|woche|kw|w|s)\s*(?P<number>\d{1,2})[\s,/(]*(?P<year>\d{4})?\)?")
"""`week 11, 2026`, `semaine 11 (2026)`, `KW 11/2026`, `W11`: as cards say it, and shorter."""


@conversation.command("digest")
async def digest(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The newest digest of a program, or that of a period, as it was posted."""
    code, _, name = typed_by(turn).rest.partition(" ")
    here = None if code or turn.place.is_private else await linked_program(turn.place, desk)
    meant = here.code if here else await code_meant(code, desk)
    return await _again(_Wanted(meant, bare(name), is_here=here is not None), turn, person, desk)


@conversation.verb("digest.now")
async def now(turn: Turn, person: Person, desk: Desk) -> Reply:
    """A digest as it would be now."""
    return await _again(replace(_shown(turn, person), now=True), turn, person, desk)


@conversation.verb("digest.page")
async def page(turn: Turn, person: Person, desk: Desk) -> Reply:
    """A page of everything that a digest tells; in a channel it is for the clicker alone (CONTRACT §5 "Redraw")."""
    wanted = replace(_shown(turn, person), now=turn.values.get("now") == "true", page=_number("page", turn, person))
    return await _again(wanted, turn, person, desk)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A digest that is asked for: of which program and period, the newest without one; as it would be now? Which page?

    Number 0 is the newest of the period. Page 0 is all of it, as far as it has room. Nobody names the program whose
    channel it is asked for in.
    """

    code: str
    period: str = ""
    number: int = 0
    now: bool = False
    page: int = 0
    is_here: bool = False


def _shown(turn: Turn, person: Person) -> _Wanted:
    """The digest that a button stands under; the first of its period where the button names none."""
    number = _number("number", turn, person) if "number" in turn.values else 1
    return _Wanted(str(turn.values.get("program", "")), str(turn.values.get("period", "")), number)


def _number(name: str, turn: Turn, person: Person) -> int:
    return page_number(turn, person.say("This page does not exist. Ask for the digest again."), name)


async def _again(wanted: _Wanted, turn: Turn, person: Person, desk: Desk) -> Reply:
    if person.member is None:
        return stranger(person)
    if not wanted.code and turn.place.is_private:
        return await _overview(person, desk)

    async def drawn(asked: Question) -> Rendered | None:
        program = await _program(wanted.code, asked)
        found = await _found(program, wanted, asked) if program else None
        if program is None or found is None:
            if program is not None and asked.refuses and await several(program, asked) is None:
                await note_refused(person, "digest", program.code, desk)
            return None
        if wanted.now:
            is_newest = await _is_newest(found, program, asked)
            view = await (_as_now if is_newest else _as_known_now)(found, program, asked)
        elif wanted.page:
            view = await _amended(found, program, asked)
        else:
            view = await _as_posted(found, program, asked)
        if view is None:
            return None
        view = replace(view, notes=(*await _others(found, program, asked), *asked.notes))
        return digest_page(view, wanted.page, asked.say) if wanted.page else digest_card(view, asked.say)

    nothing = _nothing(wanted, person)
    asked = await question(turn, person, desk)
    if wanted.page:  # the clicker alone turns the page, where they are
        page_shown = await drawn(asked)
        return reply(page_shown, "digest") if page_shown else Reply.toast(nothing)
    return await answered(asked, drawn, "digest", nothing)


def _nothing(wanted: _Wanted, person: Person) -> str:
    """The same for a code or period that does not exist and for one this person may not see."""
    if wanted.is_here:
        return person.say("There is no digest here that you can see.")
    if not wanted.code:
        return person.say("Which program? Type for example “digest CODE”.")
    shown = f"{bare(wanted.code)} {wanted.period}".strip()[:CODE_SHOWN]
    return person.say(
        "There is no digest of {code} that you can see. "
        "Type “digest CODE” for the newest of a program, “digest CODE week 11” for that of a week.",
        code=shown,
    )


async def _overview(person: Person, desk: Desk) -> Reply:
    """Without a program it is the person's own digest, as it would be now."""
    view = await overviews.asked_for(person, desk)
    if not view.projects:
        return Reply.toast(person.say("Which program? Type for example “digest CODE”."))
    return reply(overview_card(view, person.say), "digest")


async def _program(code: str, asked: Question) -> Program | None:
    """The program that is named; in a channel its own alone."""
    here = None if asked.audience.private else await linked_program(asked.place, asked.desk)
    named = await asked.desk.records.programs.get(code_key(code)) if code else here
    if asked.audience.private:
        return named
    return named if named and here and named.code == here.code else None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the readers may see of a digest; `partial` when that is not all that a channel is told."""

    digest: Digest
    partial: bool


async def _found(program: Program, wanted: _Wanted, asked: Question) -> _Found | None:
    """The newest digest that is meant: the part for everybody and, in private, what else the reader may see."""
    name = _canonical(wanted.period, asked.desk.now.date())
    for parts in await posted_digests.named(program, name, _parts(asked), asked.desk):
        if name and wanted.number and any(part.number != wanted.number for part in parts):
            continue
        if (found := await _together(parts, asked)) is not None:
            return found
    return None


def _parts(asked: Question) -> Sequence[bool]:
    """The parts that may hold what readers may see: also that of restricted projects in private."""
    return (False, True) if asked.audience.private else (False,)


async def _others(found: _Found, program: Program, asked: Question) -> list[str]:
    """On which days others about the same period were posted; none where there are none for this reader."""
    desk = asked.desk
    posted = await posted_digests.about(program, found.digest.period, _parts(asked), desk)
    calendar = await desk.calendar_of_program(program)
    days = [
        calendar.local(parts[0].at).date()
        for parts in reversed(posted)
        if parts and parts[0].number != found.digest.number and await _any_read(parts, asked)
    ]
    if not days:
        return []
    about, listed = asked.say.period(found.digest.period), joined(*[asked.say.date(one) for one in days], by=", ")
    sentence = asked.say.plural(
        "{n} more digest of {period} was posted, on {days}. To read it, type “digest {code} {day}”.",
        "{n} more digests of {period} were posted, on {days}. To read one, type for example “digest {code} {day}”.",
        len(days),
        period=about,
        days=listed,
        code=program.code,
        day=days[-1].isoformat(),
    )
    return [sentence]


async def _any_read(parts: Sequence[Digest], asked: Question) -> bool:
    for code in (line.project for part in parts for line in part.lines):
        project = await asked.desk.records.projects.get(code_key(code))
        if project and (await seen_by(asked.person, project, asked.audience, asked.desk)).readable:
            return True
    return False


async def _amendments(digest: Digest, desk: Desk) -> list[Amendment]:
    """What was answered and edited since, in any part of the digest."""
    keys = [digest_key(digest.program, digest.period, restricted, digest.number) for restricted in (False, True)]
    return [one for key in keys for one in await digest_amending.amendments_of(key, desk)]


def _canonical(name: str, today: date) -> str:
    """The name of a period or day as it is kept, also as people say it; what names none is found nowhere."""
    week = _WEEK.fullmatch(folded(name))
    if week is not None:
        year = int(week["year"] or today.isocalendar().year)
        name = f"{year}-W{int(week['number']):02}"
    try:
        return period(name.upper()).name
    except ValueError:
        meant = day(name, today)
        return meant.isoformat() if meant else name


async def _together(parts: Sequence[Digest], asked: Question) -> _Found | None:
    """The lines of all parts that the readers may see; None when there are none."""
    lines = [line for part in parts for line in part.lines if await digest_readers.reads_of(line.project, asked)]
    if not lines:
        return None
    together = replace(
        parts[0],
        at=max(part.at for part in parts),
        lines=in_order(lines),
        new=tuple(code for part in parts for code in part.new),
        closed=await digest_readers.known_of([one for part in parts for one in part.closed], parts[0].program, asked),
        milestones=tuple(one for part in parts for one in part.milestones),
        wanted=tuple(one for part in parts for one in part.wanted),
        trend=parts[0].trend if len(parts) == 1 and len(lines) == len(parts[0].lines) else (),
    )
    if not asked.audience.private:
        return _Found(together.for_everybody, partial=False)  # what a place hears never depends on what it may not see
    public = {line.project for part in parts if not part.restricted for line in part.lines}
    return _Found(together, partial=not public <= {line.project for line in lines})


async def _amended(found: _Found, program: Program, asked: Question) -> DigestView:
    """As the message stands by now."""
    since = await _amendments(found.digest, asked.desk)
    since = since if asked.audience.private else [one.for_everybody for one in since]
    view = await view_of(found.digest, program, asked.say, asked.desk, since)
    return replace(view, partial=found.partial)


async def _as_posted(found: _Found, program: Program, asked: Question) -> DigestView:
    view = await view_of(found.digest, program, asked.say, asked.desk)
    return replace(view, partial=found.partial, may_see_now=True)


async def _is_newest(found: _Found, program: Program, asked: Question) -> bool:
    """Whether there is none after it: what the project managers say now is about the newest."""
    newest = await _found(program, _Wanted(program.code), asked)
    return newest is not None and newest.digest.at == found.digest.at


async def _as_known_now(found: _Found, program: Program, asked: Question) -> DigestView:
    """An older one with what was said about its period since."""
    since = await amendments_by_now(found.digest, program, asked.desk)
    since = since if asked.audience.private else [one.for_everybody for one in since]
    view = await view_of(found.digest, program, asked.say, asked.desk, since)
    return replace(view, partial=found.partial, now=True)


async def _as_now(found: _Found, program: Program, asked: Question) -> DigestView | None:
    desk = asked.desk
    known = [
        one
        for one in await desk.records.projects.find("program", code_key(program.code))
        if respondents.is_asked_about(one)
    ]
    projects = [one for one in known if await digest_readers.reads(one, asked)]
    if not projects:
        return None
    occasion = Occasion(period=found.digest.period, number=found.digest.number, at=found.digest.at)
    made = await as_of_now(program, occasion, projects, desk)
    made = replace(made, closed=await digest_readers.known_of(made.closed, made.program, asked))
    made = made if asked.audience.private else made.for_everybody
    view = await view_of(made, program, asked.say, desk)
    hidden = asked.audience.private and [
        one for one in known if one.classification is Classification.INTERNAL and one not in projects
    ]
    return replace(view, partial=bool(hidden), now=True)
