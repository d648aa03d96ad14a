"""Somebody asks for a file: it is made beside the bot, and only they get the link to it (CONTRACT §2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_hex, token_urlsafe

from cards.download import DownloadView, download_card
from cards.status import title_of
from dialogs import redraws
from dialogs.access import note_reading
from dialogs.codes import called
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.exporting import exported
from dialogs.filtering.finding import found_by
from dialogs.filtering.misses import nothing_words
from dialogs.filtering.refusals import refusal
from dialogs.questions import alone, question, stranger, without_chat
from dialogs.replies import posted_as
from dialogs.selecting import Sight, sight_of
from dialogs.turn import Mark, Message, Reply, Turn
from dialogs.watch_meant import filters_meant
from dialogs.words import typed_by, word_in
from locales import Say
from pmo.files import FileKind
from pmo.portfolio import code_key
from storage.downloads import TIMES, Download, Making
from storage.outbox import Letter, LetterKind

conversation = Conversation()
SERVES = timedelta(minutes=10)
"""So long a file can be fetched."""
_FORGED, _GUESSES = "forged link", 60
"""What the audit says of a link that nobody was given, and how often in an hour."""
REMEMBERED = timedelta(hours=1)
"""So long it is known what became of a request."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the suffixes of the files, and how many rows an export has."""

    forms: tuple[str, ...]
    rows: int = 0


@conversation.command("export")
async def export(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What the person may see, or of that the projects of filters; whoever asks again while it is made gets the one."""
    if person.member is None:
        return stranger(person)
    return await _export(await filters_meant(typed_by(turn).rest, person, desk), turn, person, desk)


@conversation.verb("export.make")
async def export_list(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What a list shows, as a workbook, from its button; in a place, of what the clicker may see."""
    return await _export(str(turn.values.get("filters", "")), turn, person, desk)


async def _export(filters: str, turn: Turn, person: Person, desk: Desk) -> Reply:
    filters = filters.strip()
    if refused := await refusal(filters, await question(turn, person, desk), person.say):
        return Reply.toast(refused)
    here = person.say("Your export is being made; the link comes here in a moment.")
    elsewhere = person.say("Your export is being made; the link comes into your personal chat with me.")
    if barred := without_chat(person):
        return barred
    asked = alone(person, desk)
    sight = await sight_of(asked)
    found = await exported(filters, sight, asked)
    if not found and (filters or not person.is_of_the_pmo):  # the PMO gets people and calendars too, projects or none
        sentence = person.say("You may see no project that this finds, so there is nothing to export.")
        missed = nothing_words(await found_by(filters, sight, asked), person.say)
        nothing = Reply.toast("\n".join(filter(None, [sentence, missed, _also_a_code(filters, sight, person.say)])))
        # A place hears the same whatever was found (CONTRACT §8).
        return nothing if turn.place.kind == "personal" else Reply.toast(elsewhere).beside(nothing)
    await note_reading(person, [one.project for one in found], desk)
    await ask_for(FileKind.EXPORT, person, desk, filters)
    return Reply.toast(here if turn.place.kind == "personal" else elsewhere)


def _also_a_code(filters: str, sight: Sight, say: Say) -> str:
    """The project that is perhaps meant where the filters are its code, as words of something else."""
    named = called(filters, sight.listed)
    if named is None:
        return ""
    return say("For the project {project}, put its code in quotes.", project=title_of(named.code, named.project.name))


async def ask_for(kind: FileKind, person: Person, desk: Desk, code: str = "", language: str = "") -> None:
    """Have a file made for a person who has a chat, unless it is being made already; in their language unless told."""
    asked = Download(
        id=token_hex(8),
        member=person.id,
        asked_at=desk.real,
        kind=kind,
        code=code,
        language=language or person.say.language,
    )
    known = await desk.records.downloads.find("member", code_key(asked.member))
    if not any(one.is_under_way and one.asks_for_the_same(asked) for one in known):
        await desk.records.downloads.put(asked)
        await desk.write(_letter(asked, desk))
        await desk.note(person.mark, f"{_verb(asked)}.asked", asked.id, {"of": asked.code} if asked.code else None)


def _verb(download: Download) -> str:
    """How the audit names it."""
    return "export" if download.kind is FileKind.EXPORT else "report"


def _letter(download: Download, desk: Desk) -> Letter:
    return Letter(
        key=f"export/{download.id}",
        kind=LetterKind.EXPORT,
        subject=download.id,
        member=download.member,
        written=desk.now,
        not_before=desk.now,
    )


async def waiting(desk: Desk) -> Sequence[Download]:
    """What is to be made, in the order in which it was asked for."""
    found = [one for one in await desk.records.downloads.all() if one.is_under_way]
    return sorted(found, key=lambda one: (one.asked_at, one.id))


async def advanced(download_id: str, share: int, desk: Desk) -> None:
    """It has come so far, 0 to 100."""
    known = await desk.records.downloads.get(download_id)
    if known is not None and known.is_under_way and known.share != share:
        await _keep(replace(known, state=Making.BEGUN, share=share), desk)


async def ready(download_id: str, made: Made, files: str, desk: Desk) -> None:
    """It can be fetched from now on; `files` is the address that the token is put behind."""
    known = await desk.records.downloads.get(download_id)
    if known is None:
        return
    token = token_urlsafe(32)
    there = replace(known, state=Making.READY, share=100, rows=made.rows, token=token, link=f"{files}{token}")
    await _keep(replace(there, forms=made.forms, until=desk.real + SERVES, left=TIMES * len(made.forms)), desk)
    detail = {"rows": str(made.rows)} if made.rows else {"forms": " ".join(made.forms)}
    await desk.note(known.member, f"{_verb(known)}.made", known.id, detail)


async def not_made(download_id: str, why: Making, desk: Desk) -> None:
    """It cannot be made."""
    known = await desk.records.downloads.get(download_id)
    if known is not None:
        await _keep(replace(known, state=why), desk)
        await desk.note(known.member, f"{_verb(known)}.failed", known.id, {"why": why.value})


async def offered(token: str, desk: Desk) -> tuple[Download, Say] | None:
    """What the link leads to, and who speaks to whom it was given; None for a link that does not serve any more."""
    known = await _found(token, desk)
    person = await desk.member(known.member) if known else None
    if known is None or person is None:
        await _refuse(token, desk)
        return None
    return known, person.say


async def fetched(token: str, form: str, desk: Desk) -> tuple[Download, str] | None:
    """Somebody fetches a file by its link: once less; None when it does not serve any more.

    Args:
        form: the suffix of the file; of what there is not, the first one is meant.
    """
    known = await _found(token, desk)
    form = form if known is None or form in known.forms else known.forms[0]
    used = known is not None and known.taken.get(form, 0) >= TIMES
    if known is None or used or await desk.member(known.member) is None:
        await _refuse(token, desk)
        return None
    taken = {**known.taken, form: known.taken.get(form, 0) + 1}
    left = replace(known, left=known.left - 1, taken=taken)
    await _keep(left if left.left else _gone(left), desk)
    await desk.note(known.member, f"{_verb(known)}.fetched", known.id, {"file": form, "left": str(left.left)})
    return known, form


async def _refuse(token: str, desk: Desk) -> None:
    """Note that a link was refused, and whose it was where that is known.

    Of links that nobody was ever given so many are noted an hour: whoever guesses must not fill the store.
    """
    known = next(iter(await desk.records.downloads.find("token", token, limit=1)), None) if token else None
    if known is None:
        said = await desk.records.audit.find("about", _FORGED, limit=_GUESSES, backwards=True)
        if len(said) == _GUESSES and said[-1].real > desk.real - REMEMBERED:
            return
    await desk.note("somebody", "export.refused", known.id if known else _FORGED)


def _gone(download: Download) -> Download:
    """Its link leads nowhere any more; whose it was is still known for a while."""
    return replace(download, state=Making.GONE, link="")


async def _found(token: str, desk: Desk) -> Download | None:
    found = await desk.records.downloads.find("token", token, limit=1) if token else ()
    return found[0] if found and found[0].can_be_fetched(desk.real) else None


async def over(desk: Desk) -> list[Download]:
    """Let go of what cannot be fetched any more because its time is over, and give it: its file can go.

    A file stays until then even when it was fetched for the last time: that may still be under way.
    """
    known = await desk.records.downloads.all()
    late = [one for one in known if one.until is not None and one.until <= desk.real]
    for one in late:
        if one.state is Making.READY:
            await _keep(_gone(one), desk)
    for one in known:
        if not one.is_under_way and one.asked_at + REMEMBERED < desk.real:
            await desk.records.downloads.remove(one.id)
    return late


async def _keep(download: Download, desk: Desk) -> None:
    """Store it, and bring the message up to date that tells of it."""
    await desk.records.downloads.put(download)
    if download.posted is not None:
        await redraws.ask_for(LetterKind.EXPORT, download.id, download.posted, desk)


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    known = await desk.records.downloads.get(letter.subject)
    person = await desk.member(known.member) if known else None
    if known is None or person is None:
        return Withdrawn("gone")
    shown = download_card(_view(known, person), person.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="answer", key=_verb(known)))


def _view(download: Download, person: Person) -> DownloadView:
    say = person.say
    view = DownloadView(kind=download.kind, of=download.code)
    match download.state:
        case Making.READY:
            there = replace(view, forms=download.forms, rows=download.rows)
            return replace(there, link=download.link, until=download.until, left=download.left)
        case Making.GONE:
            again = word_in("export" if download.kind is FileKind.EXPORT else "report", say.language)
            words = f"{again} {download.code}".strip()
            return replace(view, why_not=say("It can no longer be fetched. Type “{words}” for another.", words=words))
        case Making.NO_ADDRESS:
            sentence = say("Files cannot be fetched here: I have no address of my own. Please tell the PMO.")
            return replace(view, why_not=sentence)
        case Making.FAILED:
            return replace(view, why_not=say("It could not be made. Please try again later, or tell the PMO."))
        case _:
            return replace(view, share=download.share)


async def _posted(letter: Letter, message: Message, _mark: Mark, desk: Desk) -> None:
    known = await desk.records.downloads.get(letter.subject)
    if known is None or letter.activity:
        return
    where = posted_as(message)
    await _keep(replace(known, posted=where), desk)


conversation.letter(LetterKind.EXPORT, Post(draw=_draw, posted=_posted))
