"""A channel becomes a program's channel, or is not any more: what is told where follows (CONTRACT §6 "link")."""

from dataclasses import replace

from cards.linking import LinkQuestion, link_question_card
from cards.notice import notice_card
from cards.rendered import Rendered
from dialogs import alert_moves, channel_words, notices
from dialogs.access import is_reachable, linked_program
from dialogs.channel_words import LINKED, PARTED
from dialogs.codes import code_meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.projects import CODE_SHOWN
from dialogs.questions import stranger
from dialogs.turn import Mark, Place, Reply, Turn
from dialogs.words import typed_by
from locales import Say
from pmo.fingerprints import fingerprint
from pmo.portfolio import Program, code_key
from pmo.rights import may_link

conversation = Conversation()


@conversation.command("link")
async def link(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Make this channel the program's; where that takes something from others it is asked first."""
    if person.member is None:
        return stranger(person)
    if turn.place.kind != "channel":
        return Reply.toast(_where_to_type(person))
    typed = typed_by(turn).rest
    if not typed:
        return await _which(turn, person, desk)
    program = await _program(await code_meant(typed, desk), "link", person, desk)
    held_by = await _held_by(turn.place, program, person, desk)
    asked = await _question(program, held_by, turn.place, person.say, desk)
    if asked is not None:
        return _shown(link_question_card(asked, person.say))
    return await _done(program, held_by, turn, person, desk)


@conversation.verb("channel.link")
async def link_anyway(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The same after what would be lost was shown; what has changed since is shown first."""
    code = str(turn.values.get("program", ""))
    if turn.place.kind != "channel":
        raise Refused(_where_to_type(person), attempt=f"channel.link {code}"[:CODE_SHOWN])
    program = await _program(code, "channel.link", person, desk)
    held_by = await _held_by(turn.place, program, person, desk)
    asked = await _question(program, held_by, turn.place, person.say, desk)
    if asked is not None and str(turn.values.get("version", "")) != str(asked.version):
        return _shown(link_question_card(replace(asked, changed=True), person.say)).as_redraw()
    return (await _done(program, held_by, turn, person, desk)).as_redraw()


@conversation.command("unlink")
async def unlink(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The channel is its program's no more."""
    if person.member is None:
        return stranger(person)
    if turn.place.kind != "channel":
        return Reply.toast(_where_to_type(person))
    program = await linked_program(turn.place, desk)
    if program is None:
        return Reply.toast(person.say("No program works in this channel. Type “link CODE” to choose one."))
    if not may_link(person.member, program):
        raise Refused(_who_may(person), attempt=f"unlink {program.code}")
    say = person.say if turn.place.targeted else await desk.say_in(program, person.say.language)
    parted = await _move(program, "", person, desk)
    if turn.place.targeted:
        await notices.tell_channel(turn.place.channel, PARTED, parted, desk)
    return _shown(notice_card(*channel_words.parted(parted, say), say))


def _where_to_type(person: Person) -> str:
    return person.say("Write this in the channel: mention me there, then “link CODE” or “unlink”.")


def _who_may(person: Person) -> str:
    return person.say("Channels are linked by the program’s manager and owner and by the PMO. Nothing was changed.")


async def _which(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Which program works here: said to everybody in its channel, to one person alone only if it is theirs."""
    program, member = await linked_program(turn.place, desk), person.member
    alone = turn.place.targeted
    if program is None or (alone and not (member and may_link(member, program))):
        return Reply.toast(person.say("Which program? Type for example “link CODE”."))
    say = person.say if turn.place.targeted else await desk.say_in(program, person.say.language)
    return _shown(notice_card(*await channel_words.linked(program, say, desk), say))


async def _program(code: str, attempt: str, person: Person, desk: Desk) -> Program:
    """The program that is meant, if the person may choose its channel: of others they hear what they hear of none."""
    found = await desk.records.programs.get(code_key(code)) if code else None
    if found is None or found.archived or person.member is None or not may_link(person.member, found):
        raise Refused(_no_such(code[:CODE_SHOWN], person), attempt=f"{attempt} {code[:CODE_SHOWN]}")
    return found


def _no_such(code: str, person: Person) -> str:
    if person.is_of_the_pmo:
        return person.say("There is no program {code}.", code=code)
    return person.say(
        "There is no program {code} that you can link: its manager, its owner and the PMO can.", code=code
    )


async def _held_by(place: Place, program: Program, person: Person, desk: Desk) -> Program | None:
    """The other program that works here; taking its channel is unlinking it, so it takes the same right."""
    here = await linked_program(place, desk)
    if here is None or here.key == program.key:
        return None
    if person.member is None or not may_link(person.member, here):
        sentence = person.say("Another program works in this channel. Its manager, its owner or the PMO can unlink it.")
        raise Refused(sentence, attempt=f"link {program.code}")
    return here


async def _question(
    program: Program, held_by: Program | None, place: Place, say: Say, desk: Desk
) -> LinkQuestion | None:
    """What has to be asked before; None when nothing is lost, as where the program's channel is gone."""
    elsewhere = program.channel not in ("", place.channel) and await is_reachable(program.channel, desk)
    if not (held_by or elsewhere):
        return None
    other = await desk.records.addresses.get(program.channel) if elsewhere and place.targeted else None
    return LinkQuestion(
        program=program.code,
        name=program.name,
        version=fingerprint([program.channel, held_by.key if held_by else ""]),
        held_by=f"{held_by.code} · {held_by.name}" if held_by else "",
        elsewhere=elsewhere,
        channel=notices.place_name(other, say) if other else "",
    )


async def _done(program: Program, held_by: Program | None, turn: Turn, person: Person, desk: Desk) -> Reply:
    """Link it, and say in the channel what will be posted there."""
    channel = turn.place.channel
    if held_by is not None:
        await _move(held_by, "", person, desk)
    alone = turn.kind == "action" or turn.place.targeted
    linked = program
    if program.channel != channel:
        linked = await _move(program, channel, person, desk)
        if alone:
            await notices.tell_channel(channel, LINKED, linked, desk, instead=held_by is not None)
    say = person.say if alone else await desk.say_in(linked, person.say.language)
    told = await channel_words.linked(linked, say, desk, instead=held_by is not None)
    return _shown(notice_card(*told, say))


async def _move(program: Program, channel: str, person: Person, desk: Desk) -> Program:
    """The program works in another channel, or in none: alerts go along, and those hear of it who lose something."""
    moved = replace(program, channel=channel)
    await desk.records.programs.put(moved)
    detail = {"channel": channel, "before": program.channel}
    await desk.note(person.mark, "channel.link" if channel else "channel.unlink", program.code, detail)
    projects = {one.key: one for one in await desk.records.projects.find("program", program.key)}
    before = alert_moves.Before(projects=projects, programs={program.key: program}, members={})
    await alert_moves.follow(before, desk)
    if channel and program.channel and await is_reachable(program.channel, desk):
        await notices.tell_channel(program.channel, PARTED, moved, desk)
    if not channel:
        await notices.tell_leaders(program, notices.WITHOUT_CHANNEL, (person.id,), desk)
    return moved


def _shown(shown: Rendered) -> Reply:
    return Reply(form="card", card=shown.card, summary=shown.summary, mark=Mark(kind="answer", key="link"))
