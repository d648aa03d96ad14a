"""What is wanted of whom in a project: what was put to somebody and is open, and what its manager's report names."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from pmo.actions import Action, ActionKind
from pmo.digests import DigestWanted
from pmo.forms import PMO
from pmo.portfolio import Rag, code_key
from pmo.reports import StatusReport


def wanted_of(
    project: str, actions: Sequence[Action], report: StatusReport | None, today: date, *, for_few: Collection[str] = ()
) -> list[DigestWanted]:
    """What somebody waits for, by day.

    What a report says and was put to somebody in the same words is wanted as long as that is open: what was answered,
    done or withdrawn is not wanted any more.

    Args:
        project: code.
        actions: all that were ever put to somebody for the project.
        report: its latest.
        for_few: keys of alerts that are not for everybody; of what these led to nothing is told.
    """
    told = [one for one in actions if one.alert not in for_few]
    put = [
        DigestWanted(project=project, kind=one.kind, text=one.text, owner=one.owner, due=one.due)
        for one in told
        if one.is_open
    ]
    known = {(one.kind is ActionKind.HELP, one.text) for one in told}
    said = [one for one in _named_in(report, project) if (one.kind is ActionKind.HELP, one.text) not in known]
    return by_day(one.as_of(today) for one in (*put, *said))


def by_day(wanted: Iterable[DigestWanted]) -> list[DigestWanted]:
    """By day; what has none comes last."""
    return sorted(wanted, key=lambda one: (one.due or date.max, one.project))


def _named_in(report: StatusReport | None, project: str) -> list[DigestWanted]:
    """The help that an amber or red project's report asks for, and the corrective action that it names."""
    if report is None or report.rag is Rag.GREEN:
        return []
    whom = "" if code_key(report.help_from) == PMO else report.help_from
    named = (
        DigestWanted(project=project, kind=ActionKind.HELP, text=report.help, owner=whom),
        DigestWanted(
            project=project,
            kind=ActionKind.ACTION,
            text=report.action,
            owner=report.action_owner,
            due=report.action_by,
        ),
    )
    return [one for one in named if one.text]
