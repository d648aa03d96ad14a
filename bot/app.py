"""The table of contents: every object is made once here, every dialog listed once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import structlog
from prometheus_client import start_http_server

from bot import web
from bot.clock import SimulatedClock
from bot.courier import Courier
from bot.delivery import Delivery
from bot.download_pages import DownloadPages
from bot.downloads import Downloads
from bot.judge import Judge
from bot.office import Office, clock_on
from bot.outlet import DirectOutlet
from bot.pacing import Pacer
from bot.roster import Rosters
from bot.router import Router
from bot.settings import Settings
from bot.teams.connector import Connector
from bot.teams.files import SentFiles
from bot.teams.gateway import Gateway
from bot.ticker import ClockHand, Ticker
from bot.uploads import Uploads
from dialogs import (
    absences,
    alert_actions,
    alert_letters,
    alert_list,
    alerts,
    answering,
    asked_again,
    asking_letters,
    calendar_letters,
    calendars,
    checkin,
    checkin_command,
    checklists,
    conflicts,
    deputies,
    digest,
    digest_again,
    downloads,
    following_up,
    history,
    indicators,
    limits,
    linking,
    list_pages,
    log_keeping,
    logs,
    milestones,
    notices,
    overviews,
    people,
    persons,
    portfolio,
    preferences,
    privacy,
    process,
    programs,
    projects,
    proposals,
    putting_off,
    reminding,
    reports,
    rhythm,
    rules,
    todo,
    uploads,
    watches,
    work_lists,
)
from dialogs import help as help_dialog
from dialogs.conversation import Conversation, Post
from storage.embedded import open_store
from storage.outbox import LetterKind
from storage.tables import TABLES

CONVERSATIONS: tuple[Conversation, ...] = (
    help_dialog.conversation,
    checkin.conversation,
    checkin_command.conversation,
    asking_letters.conversation,
    reminding.conversation,
    putting_off.conversation,
    answering.conversation,
    absences.conversation,
    preferences.conversation,
    privacy.conversation,
    process.conversation,
    proposals.conversation,
    following_up.conversation,
    todo.conversation,
    rhythm.conversation,
    rules.conversation,
    limits.conversation,
    people.conversation,
    persons.conversation,
    deputies.conversation,
    calendars.conversation,
    calendar_letters.conversation,
    history.conversation,
    portfolio.conversation,
    list_pages.conversation,
    projects.conversation,
    programs.conversation,
    linking.conversation,
    indicators.conversation,
    milestones.conversation,
    work_lists.conversation,
    checklists.conversation,
    logs.conversation,
    log_keeping.conversation,
    alerts.conversation,
    alert_actions.conversation,
    alert_letters.conversation,
    alert_list.conversation,
    asked_again.conversation,
    conflicts.conversation,
    digest.conversation,
    digest_again.conversation,
    overviews.conversation,
    downloads.conversation,
    reports.conversation,
    watches.conversation,
    uploads.conversation,
    notices.conversation,
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The running bot.

    Attributes:
        port: where it listens.
        hand: moves the clock; None when the clock is real.
    """

    office: Office
    delivery: Delivery
    ticker: Ticker
    judge: Judge
    port: int
    hand: ClockHand | None


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Service]:
    """The whole bot, from the open store to the listening port; leaving the block stops it in order.

    Raises:
        StoreFailed: the store cannot be opened, or another process has it.
        OSError: the port is taken.
    """
    async with AsyncExitStack() as stack:
        store = await open_store(settings.folder, TABLES)
        stack.push_async_callback(store.close)
        if settings.metrics_port is not None:
            metrics, _ = start_http_server(settings.metrics_port, addr="127.0.0.1")
            stack.callback(metrics.shutdown)
        clock = await clock_on(store, settings)
        office = Office(store, clock, settings.language)
        connector = await stack.enter_async_context(Connector.open(settings.teams))
        pacer = Pacer(settings.rate)
        simulated = settings.clock is not None
        outlet = DirectOutlet(office, connector, pacer, simulated=simulated)
        router = Router(office, CONVERSATIONS)
        gateway = Gateway(settings.teams, router.answer, outlet, connector)
        stack.push_async_callback(gateway.close)
        courier = Courier(office, connector, pacer, _letters(), settings.tenant_id)
        delivery = Delivery(office, courier, Rosters(office, connector, pacer), pacer)
        stack.push_async_callback(delivery.close)
        ticker = Ticker(office)
        await ticker.replan()
        await _background(stack, delivery.run())
        judge = Judge(office)
        files = SentFiles(settings.teams, connector.session)
        await _background(stack, Uploads(office, settings, files, judge).run())
        await _background(stack, judge.run())
        hand = ClockHand(clock, office, ticker, judge, delivery) if isinstance(clock, SimulatedClock) else None
        if not isinstance(clock, SimulatedClock) or clock.speed:
            ticker.start(clock.speed if isinstance(clock, SimulatedClock) else 1.0)
            stack.callback(ticker.stop)
        door = web.Door(gateway, _readiness(ticker, simulated), hand.move if hand else None)
        port = await _opened(door, office, settings, stack)
        log.info("listening", host=settings.host, port=port, simulated=simulated)
        yield Service(office=office, delivery=delivery, ticker=ticker, judge=judge, port=port, hand=hand)


async def _opened(door: web.Door, office: Office, settings: Settings, stack: AsyncExitStack) -> int:
    """Listen, and make the files that can be fetched there; the port."""
    made = Downloads(office, settings)
    application = door.application()
    DownloadPages(office, made, settings.language).add_to(application)
    runner = await web.serve(application, settings.host, settings.port)
    stack.push_async_callback(runner.cleanup)
    port: int = runner.addresses[0][1]
    await _background(stack, made.run(port))
    return port


def _letters() -> dict[LetterKind, Post]:
    return {kind: post for conversation in CONVERSATIONS for kind, post in conversation.letters.items()}


async def _background(stack: AsyncExitStack, work: Awaitable[None]) -> None:
    task = asyncio.ensure_future(work)

    async def stop() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(stop)


def _readiness(ticker: Ticker, simulated: bool) -> Callable[[], list[str]]:
    def reasons() -> list[str]:
        return [] if simulated or ticker.is_fresh else ["the last tick is more than a minute old"]

    return reasons
