"""What stands in the store of a bot that was killed, against what people were told before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pmo.alerts import Alert
from pmo.asks import Ask
from pmo.reports import Source, Standing, StatusReport
from storage.embedded import open_store
from storage.message_tables import AUDIT
from storage.shelves import Records
from storage.tables import TABLES
from tests.crash.office_hours import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The part of a store that the answers of a morning leave.

    Attributes:
        reports: those given on cards.
        audited: keys of the reports whose declaration is in the audit.
        broken_link: number of the first entry of the audit that does not fit its predecessor.
    """

    reports: Sequence[StatusReport]
    standings: Sequence[Standing] = ()
    asks: Sequence[Ask] = ()
    alerts: Sequence[Alert] = ()
    audited: Sequence[str] = ()
    broken_link: int | None = None


async def look_into(store: Path) -> Found:
    """Read a store without writing to it.

    Raises:
        StoreFailed: it cannot be read.
    """
    opened = await open_store(store, TABLES, readonly=True)
    try:
        async with opened.transaction() as transaction:
            records = Records(transaction)
            return Found(
                reports=[report for report in await records.reports.all() if report.source is Source.CARD],
                standings=await records.standings.all(),
                asks=await records.asks.all(),
                alerts=await records.alerts.all(),
                audited=[entry.about for entry in await records.audit.all() if entry.what == "report.declared"],
                broken_link=await opened.broken_link(AUDIT),
            )
    finally:
        await opened.close()


def faults(found: Found, told: Told) -> list[str]:
    """What does not agree, a sentence each; empty when nothing was lost, doubled or half done."""
    return [*_lost(found, told), *_doubled(found), *_gaps(found), *_half_done(found), *_unaudited(found)]


def _lost(found: Found, told: Told) -> Iterator[str]:
    kept = {(report.project, report.version): report.summary for report in found.reports}
    for sent in told.acknowledged:
        for project, version in sent.told.items():
            if kept.get((project, version)) != sent.said[project]:
                yield f"{project} version {version} was acknowledged and is {kept.get((project, version))!r}"
    alerts = {alert.key: alert.version for alert in found.alerts}
    for key, version in told.alerts.items():
        if alerts.get(key, 0) < version:
            yield f"alert {key} was shown in version {version} and is in version {alerts.get(key)}"


def _doubled(found: Found) -> Iterator[str]:
    for (project, summary), times in Counter((report.project, report.summary) for report in found.reports).items():
        if times > 1:
            yield f"{project} has {times} versions of one answer: {summary!r}"


def _gaps(found: Found) -> Iterator[str]:
    for project, versions in _versions(found).items():
        if versions != list(range(1, len(versions) + 1)):
            yield f"{project} has the versions {versions}"


def _half_done(found: Found) -> Iterator[str]:
    """What is current must agree with the history it was written with."""
    latest = {project: versions[-1] for project, versions in _versions(found).items()}
    standing = {one.project: one.report.version if one.report.source is Source.CARD else 0 for one in found.standings}
    asked = {ask.project: ask.answered_version for ask in found.asks}
    for project in standing | asked:
        said = (latest.get(project, 0), standing.get(project, 0), asked.get(project, 0))
        if len(set(said)) > 1:
            yield f"{project}: latest report, what stands and the ask name the versions {said}"


def _unaudited(found: Found) -> Iterator[str]:
    if found.broken_link is not None:
        yield f"the audit is broken at entry {found.broken_link}"
    if Counter(found.audited) != Counter(report.key for report in found.reports):
        yield f"{len(found.reports)} reports, {len(found.audited)} declarations in the audit"


def _versions(found: Found) -> dict[str, list[int]]:
    ordered = sorted((report.project, report.version) for report in found.reports)
    return {project: [version for _, version in rows] for project, rows in groupby(ordered, key=lambda row: row[0])}
