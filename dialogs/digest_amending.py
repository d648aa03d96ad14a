"""A late or edited answer amends the digest that was posted, in place, and says what changed and when."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dialogs import posted_digests, redraws
from dialogs.desk import Desk
from dialogs.digest_lines import Telling, line_of
from dialogs.digest_work import milestones_of, wanted_in
from dialogs.replies import posted_as
from dialogs.turn import Message
from pmo.digest_amendments import Amendment, DigestPost, belongs_to, how, same_wanted, wanted_of_project
from pmo.digests import Digest, DigestLine, told_to_all
from pmo.portfolio import Program, Project, code_key
from storage.outbox import Letter, LetterKind

_NEW = "digest/"
"""With it begins the key of a letter that brings a digest; what follows is the key of its post."""


def letter_key(post: DigestPost) -> str:
    """The key of the letter that brings a post."""
    return f"{_NEW}{post.key}"


def post_key(letter: Letter) -> str:
    """The key of the post that a letter brings, or redraws."""
    return letter.subject if letter.activity else letter.key.removeprefix(_NEW)


async def on_its_way(post: DigestPost, desk: Desk) -> None:
    """Remember that a message with a digest is to be sent; those of the program's digests before it stay as they are.

    Only the newest digest is amended: the one after it tells what changed. One that is still under way is remembered
    until it has come to its end.
    """
    known = await desk.records.digest_posts.get(post.key)
    if known is not None:
        return
    frozen = await desk.records.digests.get(post.digest)
    for one in await desk.records.digest_posts.find("program", code_key(post.program)):
        older = await desk.records.digests.get(one.digest)
        is_older = older is None or (frozen is not None and older.at < frozen.at)
        if is_older and await desk.records.letters.get(letter_key(one)) is None:
            await _forget(one, desk)
    await desk.records.digest_posts.put(post)


async def _forget(post: DigestPost, desk: Desk) -> None:
    await desk.records.digest_posts.remove(post.key)
    for one in await amendments_of(post.digest, desk):
        await desk.records.amendments.remove(one.key)


async def arrived(key: str, message: Message, desk: Desk) -> None:
    """Remember where a digest is shown; what was amended while it was under way is shown, too."""
    post = await desk.records.digest_posts.get(key)
    if post is None:
        return
    where = posted_as(message)
    current = replace(post, posted=where)
    await desk.records.digest_posts.put(current)
    if await amendments_of(post.digest, desk):
        await _redraw([current], desk)


async def amendments_of(digest: str, desk: Desk) -> Sequence[Amendment]:
    """What was amended in a digest since it was posted."""
    return await desk.records.amendments.find("digest", digest)


async def follow(project: Project, desk: Desk) -> None:
    """Amend the newest digest of the project's program by what was said of the project since."""
    posts = await desk.records.digest_posts.find("program", code_key(project.program))
    program = await desk.records.programs.get(code_key(project.program)) if posts else None
    if program is None:
        return
    for key in dict.fromkeys(post.digest for post in posts):
        frozen = await desk.records.digests.get(key)
        if frozen is not None and await _amend(frozen, project, program, desk):
            await _redraw([post for post in posts if post.digest == key], desk)


async def _amend(frozen: Digest, project: Project, program: Program, desk: Desk) -> bool:
    """Keep what is said of the project now, if that is something else than what is shown; tell whether it is."""
    posted = _line(frozen, project)
    if posted is None:
        return False
    since = frozen.since or await posted_digests.since_of(program, frozen.at, (), desk)
    telling = Telling(period=frozen.period, since=since)
    now = replace(await line_of(project, program, telling, desk), before=posted.before)
    known = next((one for one in await amendments_of(frozen.key, desk) if one.line.project == project.code), None)
    if not belongs_to(now, frozen):
        return False
    today = (await desk.calendar_of_program(program)).local(desk.now).date()
    milestones = tuple(await milestones_of([project], since, today, desk))
    shown = known.milestones if known else tuple(one for one in frozen.milestones if one.project == project.code)
    wanted = tuple(await wanted_in([project], today, desk))
    asked = known.wanted if known and known.wanted is not None else wanted_of_project(frozen, project.key)
    unchanged = not how(known.line if known else posted, now) and milestones == shown
    if unchanged and same_wanted(asked, wanted):
        return False
    # A channel, which is told nothing of help, is not told either when it was given.
    in_confidence = unchanged and same_wanted(told_to_all(asked), told_to_all(wanted))
    at = known.at if known and in_confidence else desk.now
    await desk.records.amendments.put(
        Amendment(digest=frozen.key, at=at, line=now, milestones=milestones, wanted=wanted)
    )
    await desk.note("rapporteur", "digest.amended", f"{frozen.key}/{project.code}")
    return True


async def redraw(programs: Iterable[str], desk: Desk) -> None:
    """Bring the newest digests of these programs up to date with what their readers may see now."""
    for program in dict.fromkeys(code_key(code) for code in programs):
        await _redraw(await desk.records.digest_posts.find("program", program), desk)


def _line(frozen: Digest, project: Project) -> DigestLine | None:
    return next((line for line in frozen.lines if code_key(line.project) == code_key(project.code)), None)


async def _redraw(posts: Sequence[DigestPost], desk: Desk) -> None:
    for post in posts:
        if post.posted is not None:
            await redraws.ask_for(LetterKind.DIGEST, post.key, post.posted, desk)
