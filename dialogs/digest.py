"""On its digest day a program hears how its projects stand, what changed and who has not answered."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from cards.digest import digest_card
from dialogs import declared, digest_amending, digest_readers, posted_digests, respondents, schedule
from dialogs.access import open_channel, seen_by, ties_of, works_in
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.digest_drawn import measured_of, slips_of
from dialogs.digest_lines import Telling, line_of
from dialogs.digest_views import view_of
from dialogs.digest_work import milestones_of, wanted_in, wanted_lines
from dialogs.posted_digests import Occasion
from dialogs.turn import THREAD, Mark, Message
from locales import speaker
from pmo.calendars import zone_named
from pmo.digest_amendments import DigestPost, amended
from pmo.digests import Digest, DigestClosed, DigestLine, in_order, new_in
from pmo.portfolio import Classification, Program, Project, code_key
from pmo.rhythms import last_digest, next_digest, spoken_of
from pmo.rights import PRIVATE, RESPONSIBLE, Audience, shows
from pmo.schedule import Due
from pmo.status_counts import counted
from storage.outbox import Letter, LetterKind

conversation = Conversation()


async def digest(due: Due, desk: Desk) -> None:
    """Freeze how the program stands and write the letters that tell it.

    The channel gets what a channel may show, those entitled the rest privately (DESIGN §6).
    """
    program = await desk.records.programs.get(code_key(due.subject))
    await desk.records.due.remove(due.key)
    if program is None or program.archived:
        return
    calendar = await desk.calendar_of_program(program)
    period_name = spoken_of(program, calendar, last_digest(program, calendar, due.at, desk.now))
    channel = await open_channel(program, desk)
    public: list[Project] = []
    private: list[Project] = []
    for project in await desk.records.projects.find("program", code_key(program.code)):
        if respondents.is_asked_about(project):
            hidden = project.classification is Classification.RESTRICTED or not channel
            (private if hidden else public).append(project)
    if period_name:
        number = await posted_digests.next_number(program, period_name, desk)
        occasion = Occasion(period=period_name, number=number, at=desk.now)
        if public:
            await _post(await _frozen(program, occasion, public, desk), program, channel, desk)
        if private:
            frozen = await _frozen(program, replace(occasion, restricted=True), private, desk)
            await _tell_privately(frozen, program, private, desk)
    await schedule.plan_digest(program, desk)


async def _frozen(program: Program, occasion: Occasion, projects: Sequence[Project], desk: Desk) -> Digest:
    """The digest as of now, kept as it is posted."""
    frozen = await as_of_now(program, occasion, projects, desk)
    await desk.records.digests.put(frozen)
    await desk.note("rapporteur", "digest.frozen", frozen.key, {"projects": str(len(frozen.lines))})
    return frozen


async def as_of_now(program: Program, occasion: Occasion, projects: Sequence[Project], desk: Desk) -> Digest:
    """The digest on an occasion as these projects stand now; what changed is told since the one before."""
    before = await posted_digests.before(program, occasion, desk)
    other = await posted_digests.before(program, replace(occasion, restricted=not occasion.restricted), desk)
    since = await posted_digests.since_of(program, occasion.at, (before, other), desk)
    telling = Telling(period=occasion.period, since=since, before=before)
    lines = [await line_of(project, program, telling, desk) for project in projects]
    calendar = await desk.calendar_of_program(program)
    today = calendar.local(desk.now).date()
    histories = await declared.histories(projects, zone_named(calendar.zone), desk)
    milestones = await milestones_of(projects, since, today, desk)
    return Digest(
        program=program.code,
        period=occasion.period,
        number=occasion.number,
        at=desk.now,
        since=since,
        lines=in_order(lines),
        new=new_in(lines, [part for part in (before, other) if part]),
        closed=tuple(await _closed_since(before, desk)),
        restricted=occasion.restricted,
        milestones=tuple(milestones),
        slips=tuple(await slips_of(milestones, projects, desk)),
        measured=tuple(await measured_of(projects, desk)),
        wanted=tuple(await wanted_in(projects, today, desk)),
        data=await desk.records.audit.last_number(),
        trend=counted(histories, [line.rag for line in lines], occasion.period, today),
    )


async def _closed_since(before: Digest | None, desk: Desk) -> list[DigestClosed]:
    """The projects of the digest before that are over or have left; to everybody none that is restricted now."""
    if before is None:
        return []
    found = []
    for line in before.lines:
        project = await desk.records.projects.get(code_key(line.project))
        may_be_told = project is not None and (before.restricted or project.classification is Classification.INTERNAL)
        if project is None or not may_be_told:
            continue
        left = code_key(project.program) != code_key(before.program)
        if left or not respondents.is_asked_about(project):
            found.append(DigestClosed(project=line.project, name=line.name, left=left))
    return found


async def _post(frozen: Digest, program: Program, channel: str, desk: Desk) -> None:
    """One post for each of the program's languages."""
    calendar = await desk.calendar_of_program(program)
    for language in program.languages or (desk.language,):
        post = DigestPost(digest=frozen.key, program=program.code, language=language)
        await digest_amending.on_its_way(post, desk)
        await desk.write(
            Letter(
                key=digest_amending.letter_key(post),
                kind=LetterKind.DIGEST,
                subject=frozen.key,
                channel=channel,
                written=desk.now,
                not_before=calendar.next_working(desk.now),
                not_after=next_digest(program, calendar, desk.now),
                detail=(language,),
            )
        )


async def _tell_privately(
    frozen: Digest, program: Program, projects: Collection[Project], desk: Desk, *, those_alone: bool = False
) -> None:
    """Each entitled member gets the lines of their own projects, of all the digest's or of these ones alone."""
    entitled = {program.manager, program.owner}
    for project in projects:
        entitled |= {project.manager, project.owner}
    calendar = await desk.calendar_of_program(program)
    for member_id in sorted(entitled - {""}):
        person = await desk.member(member_id)
        if person is None or person.member is None:
            continue
        alone = tuple(project.code for project in projects) if those_alone else ()
        post = DigestPost(digest=frozen.key, program=program.code, member=person.member.id, alone=alone)
        await digest_amending.on_its_way(post, desk)
        letter = Letter(
            key=digest_amending.letter_key(post),
            kind=LetterKind.DIGEST,
            subject=frozen.key,
            member=person.member.id,
            written=desk.now,
            not_before=person.calendar.next_working(desk.now),
            not_after=next_digest(program, calendar, desk.now),
        )
        await desk.write_unless_told(letter, since=frozen.at)


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The digest as it was frozen, with what was amended since, in the reader's language."""
    post = await desk.records.digest_posts.get(digest_amending.post_key(letter))
    frozen = await desk.records.digests.get(post.digest) if post else None
    program = await desk.records.programs.get(code_key(frozen.program)) if frozen else None
    if post is None or frozen is None or program is None:
        return Withdrawn("gone")
    person = await desk.member(post.member) if post.member else None
    if post.member and person is None:
        return Withdrawn("gone")
    moved = not (post.member or await works_in(program, _channel_of(letter), desk))
    if moved and not letter.activity:
        return await _post_elsewhere(letter, program, desk)
    if person is not None:
        say, lines = person.say, await _lines_for(person, frozen, post.alone, desk)
        frozen = replace(frozen, closed=(*frozen.closed, *await digest_readers.moved_since(frozen, lines, desk)))
        frozen = replace(frozen, closed=await _closed_for(person, frozen, desk))
    else:
        calendar = await desk.calendar_of_program(program)
        say, lines = speaker(post.language, zone_named(calendar.zone)), await _lines_for_channel(frozen, desk)
        frozen = replace(frozen, closed=(*frozen.closed, *await digest_readers.moved_since(frozen, lines, desk)))
        frozen = replace(frozen, closed=await _closed_for_channel(frozen, desk))
    if not lines:
        await _tell_the_rest(letter, (), desk)
        return Withdrawn("nothing to tell")
    amendments = () if moved else await digest_amending.amendments_of(frozen.key, desk)
    if person is None:
        frozen, amendments = frozen.for_everybody, [one.for_everybody for one in amendments]
    frozen = replace(frozen, trend=frozen.trend if len(lines) == len(frozen.lines) else ())
    view = await view_of(replace(frozen, lines=lines), program, say, desk, amendments)
    if letter.channel and not letter.activity:
        shown_ones = {line.project for line in lines}
        view = replace(
            view, wanted=await wanted_lines(amended(frozen, amendments), shown_ones, say, desk, letter.channel)
        )
    shown = digest_card(view, say)
    return Drawn(card=shown.card, summary=shown.summary, mark=_mark(frozen, lines))


def _channel_of(letter: Letter) -> str:
    return letter.channel or letter.conversation.partition(THREAD)[0]


async def _post_elsewhere(letter: Letter, program: Program, desk: Desk) -> Withdrawn:
    """The program works elsewhere since the letter was written: so its digest is read there, or privately."""
    channel = await open_channel(program, desk)
    if channel:
        await desk.records.letters.put(replace(letter, channel=channel))
    else:
        await _tell_the_rest(letter, (), desk)
    return Withdrawn("moved")


async def _closed_for(person: Person, frozen: Digest, desk: Desk) -> tuple[DigestClosed, ...]:
    """What was closed and this person may know of."""
    kept = []
    for one in frozen.closed:
        project = await desk.records.projects.get(code_key(one.project))
        known = one.as_known(project, frozen.program) if project else None
        if known is not None and (await seen_by(person, known, PRIVATE, desk)).readable:
            kept.append(one)
    return tuple(kept)


async def _lines_for_channel(frozen: Digest, desk: Desk) -> tuple[DigestLine, ...]:
    """The lines a channel may still show: a project may have been restricted or moved since the digest was frozen."""
    kept = []
    for line in frozen.lines:
        project = await desk.records.projects.get(code_key(line.project))
        if project is not None and _is_for_channel(project, frozen):
            kept.append(line)
    return tuple(kept)


def _is_for_channel(project: Project, frozen: Digest) -> bool:
    """Whether everybody in the channel of the program may read of the project."""
    return shows(Audience(private=False, program=code_key(frozen.program)), project)


async def _closed_for_channel(frozen: Digest, desk: Desk) -> tuple[DigestClosed, ...]:
    projects = [await desk.records.projects.get(code_key(one.project)) for one in frozen.closed]
    return tuple(
        one
        for one, project in zip(frozen.closed, projects, strict=True)
        if project is not None and _is_for_channel(one.as_known(project, frozen.program), frozen)
    )


async def _lines_for(person: Person, frozen: Digest, alone: Sequence[str], desk: Desk) -> tuple[DigestLine, ...]:
    """The lines of the projects this person may hear of privately, as of now; of `alone` only, if given."""
    kept = []
    for line in frozen.lines:
        project = await desk.records.projects.get(code_key(line.project))
        if project is None or (alone and line.project not in alone):
            continue
        tied = await ties_of(person, project, desk) & RESPONSIBLE
        if tied and (await seen_by(person, project, PRIVATE, desk)).readable:
            kept.append(line)
    return tuple(kept)


def _mark(frozen: Digest, lines: Sequence[DigestLine]) -> Mark:
    return Mark(
        kind="digest", key=frozen.key, period=frozen.period, projects=tuple(line.project for line in lines), version=1
    )


async def _posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """What the channel might not show any more is told privately."""
    if not letter.activity:
        await digest_amending.arrived(digest_amending.post_key(letter), message, desk)
        await _tell_the_rest(letter, mark.projects, desk)


async def _failed(letter: Letter, desk: Desk) -> None:
    """A channel that did not get it: those who are entitled get the digest privately instead."""
    await _tell_the_rest(letter, (), desk)


async def _tell_the_rest(letter: Letter, shown: Collection[str], desk: Desk) -> None:
    """Those who are entitled get privately what was for a channel and is not among the projects it was shown."""
    frozen = await desk.records.digests.get(letter.subject)
    program = await desk.records.programs.get(code_key(frozen.program)) if frozen else None
    if frozen is None or program is None or not letter.channel:
        return
    found = [
        await desk.records.projects.get(code_key(line.project)) for line in frozen.lines if line.project not in shown
    ]
    rest = [project for project in found if project]
    if rest:
        await _tell_privately(frozen, program, rest, desk, those_alone=bool(shown))


conversation.letter(LetterKind.DIGEST, Post(draw=_draw, posted=_posted, failed=_failed))
