"""Somebody of the PMO sends a workbook: they see what it would change, agree, and can take it back."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from cards.upload import upload_card, uploads_card
from dialogs.access import audience_of
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person, Refused
from dialogs.discreet import to_themselves
from dialogs.questions import reply
from dialogs.turn import Mark, Message, Reply, SentFile, Turn
from dialogs.upload_views import view_of
from dialogs.upload_work import can_be_undone, keep
from dialogs.words import word_in
from pmo.checkins import Posted
from pmo.importing.stages import Stage
from pmo.portfolio import code_key
from storage.outbox import Letter, LetterKind
from storage.uploads import Upload

conversation = Conversation()
NAME_SHOWN = 80
"""Characters of a file's name that are kept."""
LISTED = 5
"""Imports that are named."""


async def received(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Files were sent along with a message."""
    say = person.say
    _require(turn, person, "import")
    if turn.place.kind != "personal":
        return Reply.toast(say("Please send me the workbook in our personal chat: its preview is for you alone."))
    if len(turn.files) > 1:
        return Reply.toast(say("Please send one workbook at a time. Nothing was changed."))
    sent = turn.files[0]
    if sent.kind.casefold() != "xlsx":
        word = word_in("export", say.language)
        return Reply.toast(
            say("I read workbooks (.xlsx). Type “{word}” for one that you can change and send back.", word=word)
        )
    await _take(sent, turn, person, desk)
    return Reply.nothing()


async def _take(sent: SentFile, turn: Turn, person: Person, desk: Desk) -> None:
    """Have it fetched; one that waits for this person's word is not waited for any more."""
    told = f"{turn.place.conversation}/{turn.id}" if turn.id else f"{sent.link}/{desk.real.isoformat()}"
    upload_id = hashlib.sha256(told.encode()).hexdigest()[:16]
    if await desk.records.uploads.get(upload_id) is not None:
        return
    for other in await _of(person, desk):
        if other.stage in (Stage.SENT, Stage.SHOWN):
            await keep(replace(other, stage=Stage.DROPPED, link=""), desk)
    name = sent.name[:NAME_SHOWN]
    upload = Upload(id=upload_id, member=person.id, name=name, sent_at=desk.now, link=sent.link)
    await desk.records.uploads.put(upload)
    await desk.write(
        Letter(
            key=f"import/{upload_id}",
            kind=LetterKind.IMPORT,
            subject=upload_id,
            member=person.id,
            written=desk.now,
            not_before=desk.now,
        )
    )
    await desk.note(person.mark, "import.sent", upload_id)


@conversation.command("import")
async def explain(turn: Turn, person: Person, desk: Desk) -> Reply:
    """How a workbook is brought in, and the last ones that were."""
    _require(turn, person, "import")
    done = [one for one in await desk.records.uploads.all() if one.stage in (Stage.HELD, Stage.UNDONE)]
    latest = sorted(done, key=lambda one: one.done_at or one.sent_at, reverse=True)[:LISTED]
    views = [await view_of(one, desk) for one in latest]
    return await to_themselves(reply(uploads_card(views, person.say), "import"), turn, person, desk)


@conversation.verb("import.page")
async def page(turn: Turn, person: Person, desk: Desk) -> Reply:
    """More of what it changes."""
    upload = await _clicked(turn, person, desk)
    return await _shown(upload, person, desk, page=str(turn.values.get("page", "")))


@conversation.verb("import.apply")
async def apply(turn: Turn, person: Person, desk: Desk) -> Reply:
    """They agree to what they were shown."""
    return await _moved(turn, person, desk)


@conversation.verb("import.drop")
async def drop(turn: Turn, person: Person, desk: Desk) -> Reply:
    """They do not."""
    return await _moved(turn, person, desk)


@conversation.verb("import.undo")
async def undo(turn: Turn, person: Person, desk: Desk) -> Reply:
    """They take back what was brought in."""
    upload = await _clicked(turn, person, desk)
    if upload.stage is Stage.HELD and not can_be_undone(upload, desk.now):
        raise Refused(person.say("This import can no longer be taken back: send a workbook with what should stand."))
    return await _moved(turn, person, desk)


_MOVES = {
    "import.apply": (Stage.SHOWN, Stage.WANTED),
    "import.drop": (Stage.SHOWN, Stage.DROPPED),
    "import.undo": (Stage.HELD, Stage.UNWANTED),
}
"""From which stage to which a button leads."""


async def _moved(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The next stage, unless it is on another already or the card was older than what it shows now."""
    upload, (expected, stage) = await _clicked(turn, person, desk), _MOVES[turn.verb]
    is_old = str(turn.values.get("version", "")) != str(upload.version)
    if upload.stage is not expected or is_old or upload.preview.changes_nothing:
        return await _shown(upload, person, desk)
    if stage is Stage.WANTED and upload.preview.losing and str(turn.values.get("sure")) != "true":
        raise Refused(person.say("Many rows would leave the portfolio. Tick that you know it."))
    moved = await keep(replace(upload, stage=stage), desk)
    await desk.note(person.mark, turn.verb, upload.id)
    return await _shown(moved, person, desk)


async def _clicked(turn: Turn, person: Person, desk: Desk) -> Upload:
    """The workbook of the button; it is its sender's alone."""
    _require(turn, person, turn.verb)
    known = await desk.records.uploads.get(str(turn.values.get("import", "")))
    word = word_in("import", person.say.language)
    unknown = person.say("This import is no longer known. Type “{word}” for the last ones.", word=word)
    if known is None:
        raise Refused(unknown)
    if code_key(known.member) != code_key(person.id) or not (await audience_of(turn.place, desk)).private:
        raise Refused(unknown, attempt=turn.verb)
    return known


def _require(turn: Turn, person: Person, what: str) -> None:
    if not person.is_of_the_pmo:
        raise Refused(person.say("Workbooks are brought in by the PMO. Nothing was changed."), attempt=what)


async def _of(person: Person, desk: Desk) -> Sequence[Upload]:
    return await desk.records.uploads.find("member", code_key(person.id))


async def _shown(upload: Upload, person: Person, desk: Desk, page: str = "") -> Reply:
    number = int(page[:4]) if page.isascii() and page.isdigit() else 1
    shown = upload_card(await view_of(upload, desk), person.say, page=number)
    return reply(shown, "import").as_redraw()


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    known = await desk.records.uploads.get(letter.subject)
    person = await desk.member(known.member) if known else None
    if known is None or person is None or not person.is_of_the_pmo:
        return Withdrawn("gone")
    shown = upload_card(await view_of(known, desk), person.say)
    mark = Mark(kind="answer", key="import", version=known.version)
    return Drawn(card=shown.card, summary=shown.summary, mark=mark)


async def _posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    known = await desk.records.uploads.get(letter.subject)
    if known is None or letter.activity:
        return
    where = Posted(conversation=message.conversation, activity=message.activity, service_url=message.service_url)
    placed = replace(known, posted=where)
    await desk.records.uploads.put(placed)
    if mark.version != known.version:
        await keep(placed, desk)


conversation.letter(LetterKind.IMPORT, Post(draw=_draw, posted=_posted))
