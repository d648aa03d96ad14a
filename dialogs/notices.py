"""Short notices: to the PMO about the service itself, to people about what was arranged for them."""

from collections.abc import Awaitable, Callable
from datetime import date

from cards.absences import during_words
from cards.notice import notice_card
from dialogs import channel_words, log_notices, person_notices, respondents, unanswered_words
from dialogs.access import open_channel
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk
from dialogs.turn import Mark
from locales import Say
from pmo.milestones import milestone_key
from pmo.portfolio import Program, code_key
from pmo.rights import is_of_the_pmo
from storage.contacts import Address
from storage.outbox import Letter, LetterKind

conversation = Conversation()

REMOVED = "removed"
"""Why a place cannot be reached that the app was taken away from; any other reason is the answer of Teams."""

CHANNEL_DELETED, TEAM_ARCHIVED, TEAM_DELETED = "channel deleted", "team archived", "team deleted"
"""Why a channel cannot be reached, as Teams told it."""

NOT_INSTALLED = "not installed"
"""Why somebody cannot be reached who neither has the app nor is in a team that has it."""

UNREACHABLE_CHANNEL = "unreachable channel"
STANDS_IN = "stands in"
ABSENCE_NOTED = "absence noted"
OUT_OF_ORDER = "out of order"
WITHOUT_CHANNEL = "without channel"
PROGRAM_LEFT = "program left"
BY_FILE = "by file"
"""How a program has lost its channel, where nobody unlinked it."""
_INSTEAD = "instead"

Told = tuple[str, tuple[str, ...]]
"""A title and lines."""


async def tell(member_id: str, what: str, detail: tuple[str, ...], desk: Desk) -> None:
    """Write a notice to a member."""
    person = await desk.member(member_id)
    if person is None:
        return
    await desk.write(
        Letter(
            key=f"notice/{what}/{'/'.join(detail)}/{code_key(person.id)}/{desk.now.isoformat()}",
            kind=LetterKind.NOTICE,
            subject=what,
            member=person.id,
            written=desk.now,
            not_before=person.calendar.next_working(desk.now),
            detail=detail,
        )
    )


async def tell_channel(channel: str, what: str, program: Program, desk: Desk, *, instead: bool = False) -> None:
    """Write a notice to a channel: a program works there from now on, `instead` of another, or does not any more."""
    calendar = await desk.calendar_of_program(program)
    await desk.write(
        Letter(
            key=f"notice/{what}/{program.key}/{channel}/{desk.now.isoformat()}",
            kind=LetterKind.NOTICE,
            subject=what,
            channel=channel,
            written=desk.now,
            not_before=calendar.next_working(desk.now),
            detail=(program.code, *([_INSTEAD] if instead else [])),
        )
    )


async def tell_leaders(program: Program, what: str, how: tuple[str, ...], desk: Desk) -> None:
    """Tell the program's manager and owner what became of it: `WITHOUT_CHANNEL` or `PROGRAM_LEFT`.

    `how` is who did it, whom it is not told, and `BY_FILE` where it was an import.
    """
    for member in {code_key(one): one for one in (program.manager, program.owner) if one}.values():
        if code_key(member) != code_key(how[0]):
            await tell(member, what, (program.code, *how), desk)


def place_name(address: Address, say: Say) -> str:
    """What people call the channel, with its team; empty while that is not known.

    A team's first channel, which has the team's id, is called the same everywhere; Teams does not say its name.
    """
    name = address.name or (say("General") if address.id == address.team else "")
    return " – ".join(one for one in (address.team_name, name) if one)


async def tell_pmo_of_channel(channel: str, reason: str, desk: Desk) -> None:
    """Tell every PMO member once that a program's channel cannot be reached any more.

    `reason` is one of those above, or the status and code with which Teams refused a post.
    """
    for program in await desk.records.programs.find("channel", channel):
        for member in await desk.records.members.all():
            if is_of_the_pmo(member):
                await tell(member.id, UNREACHABLE_CHANNEL, (program.code, program.name, reason), desk)


async def _unreachable_channel(detail: tuple[str, ...], say: Say, desk: Desk) -> Told | None:
    """Why it cannot be reached; nothing when it is back, or the program works elsewhere, before this was told."""
    code, name, reason = detail
    program = await desk.records.programs.get(code_key(code))
    if program is not None and (not program.channel or await open_channel(program, desk)):
        return None
    title = say("The channel of {program} cannot be reached", program=code)
    return title, (
        _lost_words(name, reason, say),
        say("Until it is back, alerts and digests go to the managers and owners privately."),
        say("Another channel takes its place when you type “link {code}” there.", code=code),
    )


def _lost_words(name: str, reason: str, say: Say) -> str:
    if reason == REMOVED:
        return say("The app was removed from the team in which {name} has its channel.", name=name)
    if reason == CHANNEL_DELETED:
        return say("The channel of {name} was deleted in Teams.", name=name)
    if reason == TEAM_ARCHIVED:
        return say("The team in which {name} has its channel was archived.", name=name)
    if reason == TEAM_DELETED:
        return say("The team in which {name} has its channel was deleted.", name=name)
    return say("Teams refuses posts in the channel of {name} ({code}).", name=name, code=reason)


async def _stands_in(detail: tuple[str, ...], say: Say, desk: Desk) -> Told:
    absent, first, last = detail
    name = await desk.name_of(absent)
    days = during_words(date.fromisoformat(first), date.fromisoformat(last), say)
    title = say("You stand in for {name}, {days}", name=name, days=days)
    return title, (say("Check-ins of those days come to you; what you answer bears both names."),)


async def _absence_noted(detail: tuple[str, ...], say: Say, desk: Desk) -> Told:
    by, first, last = detail
    days = during_words(date.fromisoformat(first), date.fromisoformat(last), say)
    title = say("Your absence was noted: {days}", days=days)
    return title, (say("{name} entered it for you. Type “away” to see or cancel it.", name=await desk.name_of(by)),)


async def _out_of_order(detail: tuple[str, ...], say: Say, desk: Desk) -> Told:
    project, code, before_key = detail
    waiting = await desk.records.milestones.get(milestone_key(project, code))
    mine = await desk.records.milestones.get(before_key)
    title = say("A milestone of {project} waits for yours", project=project)
    if waiting is None or mine is None:
        return title, ()
    sentence = say(
        "{waiting} is expected on {day}; {mine} ({own}), which must come first, on {later}. Please agree on new dates.",
        waiting=waiting.name,
        day=say.date(waiting.expected),
        mine=mine.name,
        own=mine.project,
        later=say.date(mine.expected),
    )
    return title, (sentence,)


async def _without_channel(detail: tuple[str, ...], say: Say, desk: Desk) -> Told | None:
    """Nothing when the program has a channel again."""
    code, by, *how = detail
    program = await desk.records.programs.get(code_key(code))
    if program is None or program.works_in:
        return None
    if BY_FILE in how:
        member = await desk.member(by)
        return channel_words.without_channel_by_file(program, member.name if member else "", say)
    return channel_words.without_channel(program, await desk.name_of(by), say)


async def _program_left(detail: tuple[str, ...], say: Say, desk: Desk) -> Told | None:
    """Nothing when it is back."""
    code, by = detail
    program = await desk.records.programs.get(code_key(code))
    if program is None or not program.archived:
        return None
    member = await desk.member(by)
    found = await desk.records.projects.find("program", program.key)
    asked = sum(respondents.is_asked_about(one) for one in found)
    return channel_words.program_left(program, member.name if member else "", asked, say)


_TEXTS: dict[str, Callable[[tuple[str, ...], Say, Desk], Awaitable[Told | None]]] = {
    UNREACHABLE_CHANNEL: _unreachable_channel,
    STANDS_IN: _stands_in,
    ABSENCE_NOTED: _absence_noted,
    OUT_OF_ORDER: _out_of_order,
    log_notices.LOOKS_AFTER: log_notices.of_an_entry,
    log_notices.WAITS: log_notices.of_what_waits,
    person_notices.OFFICE: person_notices.of_the_office,
    person_notices.POST: person_notices.of_the_post,
    person_notices.DEPUTY: person_notices.of_a_deputy,
    person_notices.DEPUTY_ENDS: person_notices.of_no_deputy,
    person_notices.HAS_DEPUTY: person_notices.of_whose_deputy,
    WITHOUT_CHANNEL: _without_channel,
    PROGRAM_LEFT: _program_left,
    unanswered_words.WINDOW: unanswered_words.of_the_windows,
    unanswered_words.PERIOD: unanswered_words.of_the_period,
    unanswered_words.TWICE: unanswered_words.of_two_periods,
}


async def _draw_in_channel(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """What is said of the program and this channel, if it still holds."""
    program = await desk.records.programs.get(code_key(letter.detail[0]))
    works_here = program is not None and program.works_in == letter.channel
    if program is None or works_here != (letter.subject == channel_words.LINKED):
        return Withdrawn("changed")
    say = await desk.say_in(program)
    instead = _INSTEAD in letter.detail
    told = channel_words.parted(program, say)
    if works_here:
        told = await channel_words.linked(program, say, desk, instead=instead)
    shown = notice_card(*told, say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="notice", key=letter.key))


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    if letter.channel:
        return await _draw_in_channel(letter, desk)
    person = await desk.member(letter.member)
    if person is None:
        return Withdrawn("gone")
    told = await _TEXTS[letter.subject](letter.detail, person.say, desk)
    if told is None:
        return Withdrawn("answered")
    shown = notice_card(*told, person.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="notice", key=letter.key))


conversation.letter(LetterKind.NOTICE, Post(draw=_draw))
