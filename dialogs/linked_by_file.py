"""Channels that an import gives or takes: whoever hears of `link` and `unlink` hears of it (CONTRACT §4)."""

from collections.abc import Mapping

from dialogs import notices
from dialogs.access import is_reachable
from dialogs.channel_words import LINKED, PARTED
from dialogs.desk import Desk
from pmo.importing.channels import Working, working
from pmo.portfolio import Program


async def follow(was: Mapping[str, Program], by: str, desk: Desk) -> None:
    """Tell the channels and the people of every program whose channel is another now.

    A channel that comes to a program and takes it from nobody is no news: an import posts nothing.

    Args:
        was: the programs as they were, by key.
        by: who brought it in, as the audit names them.
    """
    programs = await desk.records.programs.all()
    before, now = working(was.values()), working(programs)
    for program in programs:
        known = was.get(program.key)
        had = known.channel if known and not known.archived else ""
        if program.archived or program.channel == had:
            continue
        detail = {"channel": program.channel, "before": had}
        await desk.note(by, "channel.link" if program.channel else "channel.unlink", program.code, detail)
        if program.channel:
            await _tell_new(program, had, before, desk)
        else:
            await notices.tell_without_channel(program, (by, notices.BY_FILE), desk)
        if had and had not in now and await is_reachable(had, desk):
            await notices.tell_channel(had, PARTED, program, desk)


async def _tell_new(program: Program, had: str, before: Working, desk: Desk) -> None:
    """Say in the channel what is posted there from now on, where the program or the channel had another."""
    instead = any(one.key != program.key for one in before.get(program.channel, ()))
    if instead or had:
        await notices.tell_channel(program.channel, LINKED, program, desk, instead=instead)
