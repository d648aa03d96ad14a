"""What a few managers do at once until the bot dies under them, and what they were told by then."""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import aiohttp
import msgspec

from tests.crash.ministry import Manager
from tests.teams import activities
from tests.teams.connector import Posted
from tests.teams.loopback import Answer, LoopbackTeams
from tests.teams.people import Channel
from tests.teams.reading import plain, verbs

DEEDS = Counter(answer=8, answer_twice_at_once=2, edit=1, ask=2, take_an_alert=3)


@dataclass(slots=True)
class Sent:
    """One press of "Send".

    Attributes:
        data: what went with it.
        said: the summary given to each project, which nobody has said before.
        told: the version of each project's answer as the receipt names it; empty while there was no receipt.
    """

    data: Mapping[str, object]
    said: Mapping[str, str]
    told: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """What everybody was told since the beginning.

    Attributes:
        alerts: highest version of each alert that somebody was shown after a click on it.
    """

    sent: list[Sent] = field(default_factory=list)
    alerts: dict[str, int] = field(default_factory=dict)

    @property
    def acknowledged(self) -> list[Sent]:
        return [one for one in self.sent if one.told]


class AtWork:
    """One manager who answers, changes answers, asks and takes alerts, one thing after the other."""

    def __init__(self, manager: Manager, teams: LoopbackTeams, channel: Channel, told: Told) -> None:
        self._manager = manager
        self._teams = teams
        self._channel = channel
        self._told = told
        asked = teams.message(manager.person, "checkin.submit").mark
        self._card, self._version = asked["key"], asked["version"]
        self._last: Sent | None = None

    async def work(self, chance: Random) -> None:
        """Work until the bot is gone; begin with what was sent last, for nobody knows whether it arrived."""
        deeds, weights = zip(*DEEDS.items(), strict=True)
        try:
            if self._last is not None:
                await self._send(self._last)
            while True:
                await getattr(self, f"_{chance.choices(deeds, weights)[0]}")(chance)
        except aiohttp.ClientError:
            pass

    async def _answer(self, chance: Random) -> None:
        await self._send(self._filled_in(chance))

    async def _answer_twice_at_once(self, chance: Random) -> None:
        filled_in = self._filled_in(chance)
        await asyncio.gather(self._send(filled_in), self._send(filled_in))

    def _filled_in(self, chance: Random) -> Sent:
        number = len(self._told.sent)
        projects = chance.sample(self._manager.projects, chance.randint(1, len(self._manager.projects)))
        said = {code: f"{number}. {'What was done. ' * chance.randint(1, 40)}".strip() for code in projects}
        data: dict[str, object] = {"card": self._card, "version": self._version}
        for code, summary in said.items():
            data |= {
                f"{code}/rag": chance.choice(("green", "amber", "red")),
                f"{code}/progress": str(chance.randint(0, 100)),
                f"{code}/summary": summary,
            }
        sent = Sent(data, said)
        self._told.sent.append(sent)
        self._last = sent
        return sent

    async def _send(self, sent: Sent) -> None:
        answer = await self._click("checkin.submit", sent.data)
        assert answer.card is not None, answer.body
        self._version = max(self._version, mark_of(answer)["version"])
        told = {code: version_told(answer.card, code) for code in sent.said}
        assert sent.told in ({}, told), "the same click was told something else"
        sent.told = told

    async def _edit(self, _chance: Random) -> None:
        answer = await self._click("checkin.edit", {"card": self._card, "version": self._version})
        assert answer.card is not None, answer.body

    async def _ask(self, chance: Random) -> None:
        answer = await self._teams.say(self._manager.person, chance.choice(("portfolio", "help", "checkin")))
        assert answer.status == 200, answer.body

    async def _take_an_alert(self, chance: Random) -> None:
        verb = chance.choice(("alert.acknowledge", "alert.acknowledge", "alert.resolve"))
        posts = [post for post in self._teams.channel_messages(self._channel.name) if self._can(verb, post)]
        if not posts:
            return
        answer = await self._teams.execute(self._manager.person, chance.choice(posts), verb)
        assert answer.card is not None, answer.body
        mark = mark_of(answer)
        self._told.alerts[mark["key"]] = max(self._told.alerts.get(mark["key"], 0), mark["version"])

    def _can(self, verb: str, post: Posted) -> bool:
        mine = set(post.mark.get("projects", ())) & set(self._manager.projects)
        return bool(mine) and verb in verbs(post.seen_by(self._manager.person) or {})

    async def _click(self, verb: str, data: Mapping[str, object]) -> Answer:
        activity = self._teams.personal(self._manager.person, "invoke")
        answer = await self._teams.post(activities.click(activity, verb, data, "1"))
        assert answer.status == 200, answer.body
        return answer


def mark_of(answer: Answer) -> dict[str, Any]:
    """What the bot says of the card it answered with."""
    return msgspec.json.decode(answer.headers["X-Rapporteur"], type=dict[str, Any])


def version_told(card: Mapping[str, object], code: str) -> int:
    """The version that a receipt names for a project."""
    found = re.search(rf"\b{code}\b.*?Version ([\d,]+)", plain(card))
    assert found is not None, f"no version of {code} in: {plain(card)}"
    return int(found[1].replace(",", ""))
