"""Messages are brought up to date as often as what they show changes."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.teams.connector import Connector
from dialogs import redraws
from dialogs.desk import Desk
from dialogs.turn import Message
from storage.outbox import LetterKind
from tests.scenarios.world import ministry


async def test_a_redraw_that_is_asked_for_while_another_is_on_its_way_is_made_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with ministry(tmp_path) as world:
        await world.until("2026-03-12 10:00")  # and there the clock stands
        (card,) = await world.records(lambda records: records.cards.find("member", "nbrennan"))
        reached, let_go, update, made = asyncio.Event(), asyncio.Event(), Connector.update, list[str]()

        async def held(connector: Connector, message: Message, activity: Any) -> None:
            made.append(message.activity)
            reached.set()
            await let_go.wait()
            await update(connector, message, activity)

        async def ask(desk: Desk) -> None:
            await redraws.ask_for(LetterKind.ASK, card.id, card.messages[0], desk, member=card.member)

        monkeypatch.setattr(Connector, "update", held)
        await world.service.office.work(ask)
        await reached.wait()
        await world.service.office.work(ask)
        let_go.set()
        assert await world.service.delivery.settled(30) == 0
        assert made == [card.messages[0].activity] * 2
