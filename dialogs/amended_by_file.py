"""What files say late amends the posted digests as a late answer does, and sends nothing."""

from collections.abc import Iterable, Mapping

from dialogs import digest_amending, judging
from dialogs.desk import Desk
from dialogs.pauses import with_pauses
from pmo.costs import Cost
from pmo.indicators import Indicator, Measurement
from pmo.milestones import Forecast, Milestone
from pmo.periods import period
from pmo.portfolio import code_key
from pmo.reports import StatusReport


async def follow(documents: Iterable[object], desk: Desk) -> None:
    """Amend the newest digests by what these documents say of how projects stand; most kinds say nothing of it.

    Args:
        documents: what was brought in, or taken back, in this transaction.
    """
    if not await desk.records.digest_posts.all():
        return
    indicators = {one.key: one for one in await desk.records.indicators.all()}
    spoken_of: dict[str, None] = {}
    async for document in with_pauses(documents):
        key = _project(document, indicators)
        if key and key not in spoken_of and await _is_current(document, desk):
            spoken_of[key] = None
    async for key in with_pauses(spoken_of):
        project = await desk.records.projects.get(key)
        if project is not None and not project.archived:
            await judging.ask_for(project.code, desk, silently=True)
            await digest_amending.follow(project, desk)


def _project(document: object, indicators: Mapping[str, Indicator]) -> str:
    """Key of the project of which it says something; empty for none."""
    if isinstance(document, StatusReport | Cost | Milestone | Forecast):
        return code_key(document.project)
    if isinstance(document, Measurement):
        indicator = indicators.get(code_key(document.indicator))
        return code_key(indicator.project) if indicator else ""
    return ""


async def _is_current(document: object, desk: Desk) -> bool:
    """Whether it is not about a period before the one that counts: most of what files bring is history."""
    if isinstance(document, StatusReport):
        standing = await desk.records.standings.get(code_key(document.project))
        return standing is None or period(standing.report.period) <= period(document.period)
    if isinstance(document, Measurement):
        newest = await desk.records.latest.get(code_key(document.indicator))
        return newest is None or period(newest.period) <= period(document.period)
    return True
