"""The running bot is killed under load, again and again, on one store: what was acknowledged is there afterwards."""

import asyncio
import os
import random
import secrets
from pathlib import Path

import pytest

from tests.crash.asking import BOT, ask_everybody, bring_in, connect, settings_of
from tests.crash.found import faults, look_into
from tests.crash.ministry import managers
from tests.crash.office_hours import AtWork, Told
from tests.crash.process import ServerProcess
from tests.teams import LoopbackTeams
from tests.teams.people import Channel

STATUS = Channel(name="Status", id="19:status@thread.tacv2")
PEOPLE = 6
LIFE_SECONDS = (0.05, 0.4)
KILLS = int(os.environ.get("KILLS", "20"))
SEED = int(os.environ.get("KILL_SEED", "0")) or secrets.randbits(32)


@pytest.mark.kill
async def test_no_acknowledged_answer_is_lost_or_doubled_when_the_running_bot_is_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, staff, told = random.Random(SEED), managers(PEOPLE), Told()
    store = await bring_in(tmp_path, staff, STATUS)
    async with LoopbackTeams([manager.person for manager in staff], [STATUS]) as teams:
        bot = ServerProcess(BOT, settings_of(teams, store), tmp_path)
        try:
            await start(bot, teams)
            await ask_everybody(teams, bot, staff)
            people = [AtWork(manager, teams, STATUS, told) for manager in staff]
            for _ in range(KILLS):
                await killed_under_load(bot, people, chance)
                assert faults(await look_into(store), told) == []
                await start(bot, teams)
        finally:
            await bot.kill()
            with capsys.disabled():
                print(f"\n{KILLS} kills (KILL_SEED={SEED}), {len(told.acknowledged)} answers acknowledged")  # noqa: T201 - a figure to read
    assert len(told.acknowledged) > KILLS, "the kills came before there was anything to lose"


async def start(bot: ServerProcess, teams: LoopbackTeams) -> None:
    await bot.start()
    connect(teams, bot)


async def killed_under_load(bot: ServerProcess, people: list[AtWork], chance: random.Random) -> None:
    """Let everybody work for a moment, and kill the bot in the middle of it."""
    async with asyncio.TaskGroup() as working:
        for person in people:
            working.create_task(person.work(random.Random(chance.random())))
        await asyncio.sleep(chance.uniform(*LIFE_SECONDS))
        await bot.kill()
