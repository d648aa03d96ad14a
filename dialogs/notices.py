"""Short notices to the PMO about the service itself."""

from collections.abc import Callable

from cards.notice import notice_card
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk
from dialogs.turn import Mark
from locales import Say
from pmo.portfolio import Role, code_key
from storage.outbox import Letter, LetterKind

conversation = Conversation()

_UNREACHABLE_CHANNEL = "unreachable channel"


async def tell_pmo_of_channel(channel: str, reason: str, desk: Desk) -> None:
    """Tell every PMO member once that a program's channel cannot be reached any more."""
    for program in await desk.records.programs.find("channel", channel):
        for member in await desk.records.members.all():
            if member.role is not Role.PMO or member.archived:
                continue
            person = await desk.member(member.id)
            if person is None:
                continue
            await desk.write(
                Letter(
                    key=f"notice/{channel}/{code_key(program.code)}/{member.id}/{desk.now.isoformat()}",
                    kind=LetterKind.NOTICE,
                    subject=_UNREACHABLE_CHANNEL,
                    member=member.id,
                    written=desk.now,
                    not_before=person.calendar.next_working(desk.now),
                    detail=(program.code, program.name, reason),
                )
            )


def _unreachable_channel(detail: tuple[str, ...], say: Say) -> tuple[str, tuple[str, ...]]:
    code, name, reason = detail
    title = say("The channel of {program} cannot be reached", program=code)
    lines = (
        say("Posts for {name} are refused by Teams ({reason}).", name=name, reason=reason),
        say("Alerts and digests go to the managers and owners privately until the app is back in the channel."),
    )
    return title, lines


_TEXTS: dict[str, Callable[[tuple[str, ...], Say], tuple[str, tuple[str, ...]]]] = {
    _UNREACHABLE_CHANNEL: _unreachable_channel
}


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    person = await desk.member(letter.member)
    if person is None:
        return Withdrawn("gone")
    title, lines = _TEXTS[letter.subject](letter.detail, person.say)
    shown = notice_card(title, lines, person.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="notice", key=letter.key))


conversation.letter(LetterKind.NOTICE, Post(draw=_draw))
