"""Servers with what they are asked."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from benchmarks.traffic import PLACEHOLDER, Broken, Line, Pace, Sink, load, post, sized
from tests.crash.ministry import Manager
from tests.crash.process import ServerProcess
from tests.teams import LoopbackTeams, activities

LINES = 16
WARM_UP_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Contender:
    """A server with what it is asked.

    Attributes:
        replies: messages it has to send to the sink for each turn.
    """

    server: ServerProcess
    turn: Callable[[Line], Awaitable[None]]
    replies: int

    async def measured(self, seconds: float) -> Pace:
        """Turns a second, and what one costs.

        Raises:
            Broken: it did not send what it had to.
        """
        url = messages_of(self.server)
        await load(url, LINES, min(seconds, WARM_UP_SECONDS), self.turn)
        taken, cpu = Sink.taken, self.server.cpu_seconds
        pace = await load(url, LINES, seconds, self.turn)
        if Sink.taken - taken != pace.answers * self.replies:
            raise Broken(f"{pace.answers} turns, {Sink.taken - taken} replies")
        return replace(pace, cpu_seconds=self.server.cpu_seconds - cpu)


def messages_of(server: ServerProcess) -> str:
    """Where a server takes activities."""
    return f"http://127.0.0.1:{server.port}/api/messages"


def asking_for_help(server: ServerProcess, staff: Sequence[Manager], teams: LoopbackTeams, connector: str) -> Contender:
    """Everybody types `help` in turn; the answers go to `connector`."""
    token, url = teams.issuer.sign(connector), messages_of(server)
    said = []
    for manager in staff:
        activity = teams.personal(manager.person) | {"id": PLACEHOLDER, "serviceUrl": connector}
        said.append(post(url, sized(activities.words(activity, "help")), token))
    requests = cycle(said)

    async def turn(line: Line) -> None:
        response = await line.ask(next(next(requests)))
        if response.status not in (200, 201):
            raise Broken(f"{response.head.decode()}{response.body.decode()}")

    return Contender(server, turn, replies=1)
