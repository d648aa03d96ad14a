"""What a channel is told about itself: that a program works in it from now on, or does not any more.

A channel that is no program's any more may not show its code or name (CONTRACT §8), nor where the program went.
"""

from dialogs.desk import Desk
from locales import Say
from pmo.portfolio import Program
from pmo.rhythms import next_digest

LINKED, PARTED = "linked", "parted"
"""Notices to a channel."""

Told = tuple[str, tuple[str, ...]]


async def linked(program: Program, say: Say, desk: Desk, *, instead: bool = False) -> Told:
    """What is posted here from now on; `instead` of those of another program."""
    title = say("This is the channel of {program}", program=f"{program.code} · {program.name}")
    following = next_digest(program, await desk.calendar_of_program(program), desk.now)
    lines = [
        say("Posted here: alerts when a project turns amber or red or gets worse, and the digest."),
        say("What is restricted, and money, is never shown here."),
        say("Everybody here may ask: write “portfolio” or “alerts” behind my name."),
    ]
    if following is not None:
        lines.insert(1, say("The next digest comes on {when}.", when=say.moment(following)))
    if instead:
        lines.append(say("Nothing more is posted here of the program that worked here before."))
    return title, tuple(lines)


def parted(program: Program, say: Say) -> Told:
    """Nothing more of the program is posted here."""
    title = say("The program that worked here does not any more")
    if program.archived:
        return title, (
            say("It has left the portfolio. Nothing more of it is posted here, and what stands here is not kept up."),
        )
    lines = [say("Its alerts and digests go elsewhere from now on; those that stand here are not kept up to date.")]
    if not program.channel:
        lines.append(say("Until it has another channel they go to its managers and owners privately."))
    return title, tuple(lines)


def without_channel_by_file(program: Program, by: str, say: Say) -> Told:
    """The same after an import; `by` is empty for one that nobody in Teams has brought in."""
    title, (_, link) = without_channel(program, by, say)
    if by:
        return title, (
            say(
                "An import by {name} took it away. Alerts and digests go to the managers and owners privately.", name=by
            ),
            link,
        )
    return title, (say("An import took it away. Alerts and digests go to the managers and owners privately."), link)


def program_left(program: Program, by: str, asked: int, say: Say) -> Told:
    """What its manager and owner hear; `by` is empty as above, `asked` counts the projects that stay."""
    title = say("{program} has left the portfolio", program=f"{program.code} · {program.name}")
    lines = [
        say("An import by {name} archived it. It has no digest any more.", name=by)
        if by
        else say("An import archived it. It has no digest any more.")
    ]
    if asked:
        lines.append(
            say.plural(
                "{n} of its projects is asked about as before, until the PMO gives it another program.",
                "{n} of its projects are asked about as before, until the PMO gives them another program.",
                asked,
            )
        )
    return title, tuple(lines)


def without_channel(program: Program, by: str, say: Say) -> Told:
    """What the program's manager and owner hear when somebody else has unlinked it."""
    title = say("{program} has no channel any more", program=program.code)
    return title, (
        say("{name} has unlinked it. Alerts and digests go to the managers and owners privately.", name=by),
        say("Type “link {code}” in the channel that shall have them.", code=program.code),
    )
