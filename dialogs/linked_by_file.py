"""Channels that an import gives or takes: whoever hears of `link` and `unlink` hears of it (CONTRACT §4).

A program that leaves takes itself out of its channel.
"""

from collections.abc import Mapping

from dialogs import notices
from dialogs.access import is_reachable
from dialogs.channel_words import LINKED, PARTED
from dialogs.desk import Desk
from pmo.importing.channels import Working, working
from pmo.portfolio import Program


async def follow(was: Mapping[str, Program], by: str, desk: Desk) -> None:
    """Tell the channels and the people of every program that has left, or whose channel is another now.

    A channel that comes to a program and takes it from nobody is no news: an import posts nothing.

    Args:
        was: the programs as they were, by key.
        by: who brought it in, as the audit names them.
    """
    programs = await desk.records.programs.all()
    before, now = working(was.values()), working(programs)
    for program in programs:
        known = was.get(program.key)
        if known and program.archived and not known.archived:
            await notices.tell_leaders(program, notices.PROGRAM_LEFT, (by,), desk)
        had = known.works_in if known else ""
        if program.works_in == had:
            continue
        detail = {"channel": program.works_in, "before": had}
        await desk.note(by, "channel.link" if program.works_in else "channel.unlink", program.code, detail)
        if program.works_in:
            await _tell_new(program, known, before, desk)
        elif not program.archived:
            await notices.tell_leaders(program, notices.WITHOUT_CHANNEL, (by, notices.BY_FILE), desk)
        if had and had not in now and await is_reachable(had, desk):
            await notices.tell_channel(had, PARTED, program, desk)


async def _tell_new(program: Program, known: Program | None, before: Working, desk: Desk) -> None:
    """Say in the channel what is posted there from now on, where it or the program had another, or had left it."""
    instead = any(one.key != program.key for one in before.get(program.channel, ()))
    if instead or (known is not None and known.channel):
        await notices.tell_channel(program.channel, LINKED, program, desk, instead=instead)
