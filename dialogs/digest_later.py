"""A digest about an earlier period as it would be with what is known of that period by now: late and mended answers."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs import posted_digests
from dialogs.desk import Desk
from dialogs.digest_lines import Telling, line_about
from pmo.digest_amendments import Amendment, wanted_of_project
from pmo.digests import Digest, DigestLine
from pmo.periods import in_order, period
from pmo.portfolio import Program, Project, code_key
from pmo.reports import StatusReport, standing


async def amendments_by_now(frozen: Digest, program: Program, desk: Desk) -> list[Amendment]:
    """What was answered and mended about its period, or earlier ones, after it was posted, by project.

    What the figures said then, milestones and what was wanted stay as they were posted: they are of that day.
    """
    since = frozen.since or await posted_digests.since_of(program, frozen.at, (), desk)
    telling = Telling(period=frozen.period, since=since, at=frozen.at)
    found = []
    for posted in frozen.lines:
        project = await desk.records.projects.get(code_key(posted.project))
        reports = await _reports(project, telling, desk) if project else []
        if project is not None and reports:
            line = await line_about(project, program, telling, standing(reports), desk)
            found.append(_amendment(posted, line, reports, frozen))
    return found


def _amendment(posted: DigestLine, line: DigestLine, reports: Sequence[StatusReport], frozen: Digest) -> Amendment:
    told = [report.answered_at for report in reports if report.answered_at and report.answered_at > frozen.at]
    facts = line.facts and posted.facts and replace(line.facts, milestones=posted.facts.milestones)
    key = code_key(posted.project)
    return Amendment(
        digest=frozen.key,
        at=max(told, default=frozen.at),
        line=replace(
            line,
            before=posted.before,
            computed=posted.computed,
            reasons=posted.reasons,
            explained=posted.explained,
            facts=facts,
        ),
        milestones=tuple(one for one in frozen.milestones if code_key(one.project) == key),
        wanted=wanted_of_project(frozen, key),
    )


async def _reports(project: Project, telling: Telling, desk: Desk) -> list[StatusReport]:
    """What was ever said about the period and the ones before."""
    known = await desk.records.reports.find("project", project.key)
    end = period(telling.period)
    return [report for report in known if in_order(period(report.period)) <= in_order(end)]
