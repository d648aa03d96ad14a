"""What needs a decision of the PMO: each matter once, with what can be done; many of a kind up to a bound."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from cards.listing import first_of
from cards.people_words import office_words
from cards.proposal import title_words
from cards.todo import TodoGroup
from dialogs import notices, proposals, respondents, todo_of_leavers, todo_of_posts
from dialogs.app_states import why_unreached
from dialogs.asked import is_void
from dialogs.deciding import nobody_reached
from dialogs.desk import Desk, Person
from dialogs.outcome_words import channel_reason_words, reason_words
from dialogs.rule_words import rule_text
from pmo.portfolio import Program, Project, code_key
from pmo.two_people import Wish

SHOWN = 12
"""Lines of a kind; the rest is counted."""


async def groups(person: Person, desk: Desk) -> list[TodoGroup]:
    """What waits for the PMO, what is to be decided before what is to be mended."""
    led = [one for one in await desk.records.projects.all() if respondents.is_asked_about(one)]
    known = await desk.records.programs.all()
    programs = [one for one in known if not one.archived]
    return [
        await _rules(person, desk),
        await _limits(person, desk),
        await _calendars(person, desk),
        await _roles(person, desk),
        await _proposals(person, desk),
        await _lost_channels(programs, person, desk),
        await _shared_channels(programs, person, desk),
        await _leavers(person, desk),
        _left_behind(led, [one for one in known if one.archived], person),
        await _posts(person, desk),
        await _unled(led, person, desk),
        _without_manager(programs, person),
        await _unreachable(led, person, desk),
        _unlinked(programs, person),
    ]


def bounded(title: str, lines: Iterable[str]) -> TodoGroup:
    """The first lines, and how many more there are."""
    found = tuple(lines)
    return TodoGroup(title=title, lines=found[:SHOWN], more=max(0, len(found) - SHOWN))


async def _rules(person: Person, desk: Desk) -> TodoGroup:
    states = [state for state in await desk.records.rule_states.all() if state.proposed is not None]
    lines = [f"{one.code} · {rule_text(one.proposed.rule, person.say)}" for one in states if one.proposed]
    return bounded(person.say("Rules that wait for the PMO: type “rules”"), lines)


async def _limits(person: Person, desk: Desk) -> TodoGroup:
    say, lines = person.say, []
    for state in await desk.records.limit_states.all():
        if state.proposed is not None:
            code, name = state.scope or say("Portfolio"), await desk.name_of(state.asked_by)
            lines.append(say("{code}: {name} wants others", code=code, name=name))
    return bounded(say("Limits that wait for the PMO: type “limits CODE”"), lines)


async def _roles(person: Person, desk: Desk) -> TodoGroup:
    say, lines = person.say, []
    for state in await desk.records.office_states.all():
        if state.proposed is not None:
            role = office_words(state.proposed.role, state.proposed.external, say)
            name, by = await desk.name_of(state.member), await desk.name_of(state.asked_by)
            lines.append(say("{name}: {by} wants the role “{role}”", name=name, by=by, role=role))
    return bounded(say("Roles that wait for the PMO: type “people NAME”"), lines)


async def _calendars(person: Person, desk: Desk) -> TodoGroup:
    say = person.say
    waiting = [state for state in await desk.records.calendar_states.all() if state.proposed is not None]
    named = [(state.post, await desk.name_of(state.asked_by)) for state in waiting]
    lines = [say("{code}: {name} wants another", code=code, name=name) for code, name in named]
    return bounded(say("Calendars that wait for the PMO: type “calendar CODE”"), lines)


async def _proposals(person: Person, desk: Desk) -> TodoGroup:
    views = [await proposals.view_of(one, person, desk) for one in await desk.records.proposals.all() if one.waits]
    lines = [title_words(view, person.say) for view in views]
    return bounded(person.say("Proposals that wait for the PMO: type “propose”"), lines)


async def _lost_channels(programs: Sequence[Program], person: Person, desk: Desk) -> TodoGroup:
    """Programs whose channel cannot be reached, with its name and the reason."""
    say, lines = person.say, []
    for program in programs:
        address = await desk.records.addresses.get(program.channel) if program.channel else None
        if address is not None and address.unreachable:
            name = notices.place_name(address, say)
            of = f"{program.code} ({name})" if name else f"{program.code} · {program.name}"
            reason = channel_reason_words(address.unreachable, say)
            lines.append(say("{program}: {reason}", program=of, reason=reason))
    return bounded(say("Channels I cannot reach: type “link CODE” in another"), lines)


async def _shared_channels(programs: Sequence[Program], person: Person, desk: Desk) -> TodoGroup:
    """Programs that work in one channel, which shows the projects of the first of them alone."""
    say, sharing = person.say, defaultdict[str, list[str]](list)
    for program in programs:
        if program.channel:
            sharing[program.channel].append(program.code)
    lines = []
    for channel, codes in sharing.items():
        if len(codes) > 1:
            address = await desk.records.addresses.get(channel)
            name = notices.place_name(address, say) if address else ""
            name = name or say("A channel whose name is not known yet ({id})", id=channel)
            lines.append(say("{name}: {codes}", name=name, codes=say.listing(codes)))
    return bounded(say("Channels of several programs: type “unlink” there"), lines)


async def _leavers(person: Person, desk: Desk) -> TodoGroup:
    lines = await todo_of_leavers.lines(person.say, desk)
    return bounded(person.say("People who have left: give their parts to others"), lines)


def _left_behind(projects: Sequence[Project], gone: Sequence[Program], person: Person) -> TodoGroup:
    """Projects that are asked about as before, and whose program has no digest and no channel any more."""
    say, lines = person.say, []
    for program in gone:
        if codes := [project.code for project in projects if code_key(project.program) == program.key]:
            name = f"{program.code} · {program.name}"
            lines.append(say("{name}: {codes}", name=name, codes=first_of(codes, say)))
    return bounded(say("Programs that have left: give their projects to others in a workbook"), lines)


async def _posts(person: Person, desk: Desk) -> TodoGroup:
    lines = await todo_of_posts.lines(person.say, desk)
    return bounded(person.say("Posts that have left: give their people (“people POST”) and programs another"), lines)


async def _unled(projects: Sequence[Project], person: Person, desk: Desk) -> TodoGroup:
    """Projects without anybody who reports, and whether an alert waits there for nobody."""
    lines = []
    for project in projects:
        program = await desk.records.programs.get(code_key(project.program))
        if await respondents.asked_about_project(project, program, desk) is None:
            line = f"{project.code} · {project.name}"
            waits = any(alert.is_waiting for alert in await desk.records.alerts.find("project", project.key))
            lines.append(person.say("{project}: an alert waits", project=line) if waits else line)
    return bounded(person.say("Projects nobody reports about"), lines)


def _without_manager(programs: Sequence[Program], person: Person) -> TodoGroup:
    """Programs that name nobody; whoever is named and has left is told among those."""
    lines = [f"{program.code} · {program.name}" for program in programs if not program.manager]
    return bounded(person.say("Programs without a manager"), lines)


async def _unreachable(projects: Sequence[Project], person: Person, desk: Desk) -> TodoGroup:
    """People who are asked, or are to be, and cannot be reached, each once with the reason; the most asked first."""
    found: dict[str, str] = {}
    waiting: Counter[str] = Counter()
    for ask in await desk.records.asks.all():
        if ask.undelivered and ask.sent_at is None and not (ask.is_settled or await is_void(ask, desk)):
            found[code_key(ask.member)] = ask.undelivered
            waiting[code_key(ask.member)] += 1
    indicators = await desk.records.indicators.all()
    wanted = [project.manager for project in projects] + [one.reporter for one in indicators if not one.archived]
    for member in dict.fromkeys(code_key(one) for one in wanted if one):
        somebody = await desk.member(member)
        if somebody is not None and (reason := why_unreached(somebody)):
            found.setdefault(member, reason)
    for somebody in await _who_should_agree(desk):
        found.setdefault(code_key(somebody.id), why_unreached(somebody))
        waiting[code_key(somebody.id)] += 1
    lines = []
    for member, reason in sorted(found.items(), key=lambda one: (-waiting[one[0]], one)):
        if await desk.member(member) is not None:
            words = reason_words(reason, person.say)
            lines.append(person.say("{name}: {reason}", name=await desk.name_of(member), reason=words))
    return bounded(person.say("People I cannot reach"), lines)


async def _who_should_agree(desk: Desk) -> list[Person]:
    """Members of the PMO for whom something waits that nobody who can be reached could agree to, once for each."""
    records, wishes = desk.records, list[Wish]()
    for rows in (records.rule_states, records.limit_states, records.calendar_states, records.office_states):
        wishes += [state for state in await rows.all() if state.proposed is not None and state.asked_by]
    return [one for wish in wishes for one in await nobody_reached(wish.asked_by, desk)]


def _unlinked(programs: Sequence[Program], person: Person) -> TodoGroup:
    lines = [f"{program.code} · {program.name}" for program in programs if not program.channel]
    return bounded(person.say("Programs without a channel: type “link CODE” in one"), lines)
