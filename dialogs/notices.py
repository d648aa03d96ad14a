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

REMOVED = "removed"
"""Why a place cannot be reached that the app was taken away from; any other reason is the answer of Teams."""

_UNREACHABLE_CHANNEL = "unreachable channel"


async def tell_pmo_of_channel(channel: str, reason: str, desk: Desk) -> None:
    """Tell every PMO member once that a program's channel cannot be reached any more.

    `reason` is `REMOVED`, or the status and code with which Teams refused a post.
    """
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
        say("The app was removed from the team in which {name} has its channel.", name=name)
        if reason == REMOVED
        else say("Teams refuses posts in the channel of {name} ({code}).", name=name, code=reason),
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
