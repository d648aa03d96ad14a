"""Every table but those of messages, imports and work: what stands in it, its key, what it is looked up by.

Current state answers questions; history is appended to and read by an index (DESIGN §4).
"""

from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any

from pmo.absences import Absence
from pmo.alerts import Alert
from pmo.asks import Ask
from pmo.calendar_changes import CalendarState
from pmo.checkins import CheckinCard, ShownCard
from pmo.costs import Cost
from pmo.digest_amendments import Amendment, DigestPost
from pmo.digests import Digest
from pmo.documents import Document
from pmo.indicators import Indicator, IndicatorVersion, Measurement
from pmo.judgements import Judgement
from pmo.limit_changes import LimitState
from pmo.limits import LimitChoice
from pmo.milestones import Forecast, Milestone, milestone_key
from pmo.offices import OfficeState
from pmo.overviews import Overview
from pmo.periods import period
from pmo.portfolio import Assignment, Member, Post, Program, Project, code_key
from pmo.preferences import Policy, Preferences
from pmo.reports import Standing, StatusReport
from pmo.rule_changes import RuleState
from pmo.rules import Rule
from pmo.schedule import Due, DueKind
from pmo.watches import Pace, Watch, Watched
from storage.downloads import Download
from storage.import_tables import IMPORT_TABLES
from storage.instants import instant
from storage.message_tables import MESSAGE_TABLES
from storage.records import Index, Place, Table
from storage.work_tables import WORK_TABLES

POSTS = Table("posts", Post, lambda post: code_key(post.code))
CALENDAR_STATES = Table("calendar_states", CalendarState, lambda state: state.key)
MEMBERS = Table(
    "members",
    Member,
    lambda member: code_key(member.id),
    (Index("entra", lambda member: (member.entra_id,) if member.entra_id and not member.archived else None),),
)
PROGRAMS = Table(
    "programs",
    Program,
    lambda program: code_key(program.code),
    (Index("channel", lambda program: (program.channel,) if program.channel and not program.archived else None),),
)
PROJECTS = Table(
    "projects",
    Project,
    lambda project: code_key(project.code),
    (
        Index("program", lambda project: (code_key(project.program), code_key(project.code))),
        Index("manager", lambda project: (code_key(project.manager), code_key(project.code))),
    ),
)
ASSIGNMENTS = Table(
    "assignments",
    Assignment,
    lambda row: row.key,
    (
        Index("project", lambda row: (code_key(row.project), code_key(row.member))),
        Index("member", lambda row: (code_key(row.member), code_key(row.project))),
        Index("deputy", lambda row: (code_key(row.deputy), code_key(row.project)) if row.deputy else None),
    ),
    version=2,
    upgrades={1: dict},
)
INDICATORS = Table(
    "indicators",
    Indicator,
    lambda indicator: indicator.key,
    (
        Index("project", lambda indicator: (code_key(indicator.project), indicator.key)),
        Index("reporter", lambda indicator: (code_key(indicator.reporter), indicator.key)),
    ),
)
INDICATOR_VERSIONS = Table(
    "indicator_versions",
    IndicatorVersion,
    lambda version: version.key,
    (Index("indicator", lambda version: (version.indicator.key, version.since.isoformat())),),
    kind="history",
)
MILESTONES = Table(
    "milestones",
    Milestone,
    lambda milestone: milestone.key,
    (Index("project", lambda milestone: (code_key(milestone.project), milestone.baseline_date.isoformat())),),
)
DOCUMENTS = Table(
    "documents",
    Document,
    lambda document: document.key,
    (Index("project", lambda document: (code_key(document.project), document.key)),),
    version=2,
    upgrades={1: dict},
)
ABSENCES = Table(
    "absences",
    Absence,
    lambda absence: absence.key,
    (
        Index("member", lambda absence: (code_key(absence.member), absence.first.isoformat())),
        Index("deputy", lambda absence: (code_key(absence.deputy), absence.key) if absence.deputy else None),
    ),
)
PREFERENCES = Table("preferences", Preferences, lambda preferences: preferences.key)
POLICIES = Table("policies", Policy, lambda policy: policy.name)
LIMITS = Table("limits", LimitChoice, lambda choice: choice.key)
LIMIT_STATES = Table("limit_states", LimitState, lambda state: state.key)
OFFICE_STATES = Table("office_states", OfficeState, lambda state: state.key)
RULES = Table("rules", Rule, lambda rule: rule.key)
RULE_STATES = Table("rule_states", RuleState, lambda state: state.key)

REPORTS = Table(
    "reports",
    StatusReport,
    lambda report: report.key,
    (Index("project", lambda report: (code_key(report.project), period(report.period).order, report.version)),),
    kind="history",
)
MEASUREMENTS = Table(
    "measurements",
    Measurement,
    lambda row: row.key,
    (Index("indicator", lambda row: (code_key(row.indicator), period(row.period).order, row.version)),),
    kind="history",
)
LATEST = Table("latest", Measurement, lambda row: code_key(row.indicator))
"""The newest measurement of each indicator, in the order of periods."""
FORECASTS = Table(
    "forecasts",
    Forecast,
    lambda row: row.key,
    (
        Index(
            "milestone",
            lambda row: (milestone_key(row.project, row.milestone), period(row.period).order, row.version),
        ),
    ),
    kind="history",
)
COSTS = Table(
    "costs",
    Cost,
    lambda row: row.key,
    (Index("project", lambda row: (code_key(row.project), period(row.period).order, row.version)),),
    kind="history",
)

STANDINGS = Table("standings", Standing, lambda standing: code_key(standing.project))
JUDGEMENTS = Table("judgements", Judgement, lambda judgement: judgement.key)
ALERTS = Table(
    "alerts",
    Alert,
    lambda alert: alert.key,
    (Index("project", lambda alert: (code_key(alert.project), alert.key)),),
    version=3,
    upgrades={1: lambda alert: alert | {"since": alert["opened"]}, 2: dict},
)


def _over(ask: Ask) -> Place:
    """When an ask is over: its window has closed, and so has its period."""
    return (instant(max(ask.deadline, _end_of(ask.period))),)


@lru_cache(maxsize=1024)
def _end_of(period_name: str) -> datetime:
    return datetime.combine(period(period_name).last, time.max, UTC)


ASKS = Table(
    "asks",
    Ask,
    lambda ask: ask.key,
    (
        Index("subject", lambda ask: (ask.subject, period(ask.period).order)),
        Index("member", lambda ask: (code_key(ask.member), instant(ask.at))),
        Index("over", _over),
    ),
)
CARDS = Table(
    "cards",
    CheckinCard,
    lambda card: card.id,
    (
        Index("member", lambda card: (code_key(card.member), instant(card.made_at))),
        Index("deadline", lambda card: (instant(card.deadline),)),
    ),
)
PAST_ASKS = Table(
    "past_asks",
    Ask,
    lambda ask: ask.key,
    (Index("subject", lambda ask: (ask.subject, period(ask.period).order)),),
    kind="history",
)
PAST_CARDS = Table("past_cards", CheckinCard, lambda card: card.id, kind="history")
"""Asks that are long over and cards whose deadline is: they are looked up, and not kept in memory."""
SHOWN = Table("shown", ShownCard, lambda shown: shown.key, kind="history")
DIGESTS = Table(
    "digests",
    Digest,
    lambda digest: digest.key,
    (Index("program", lambda digest: (code_key(digest.program), int(digest.restricted), instant(digest.at))),),
    kind="history",
)

DIGEST_POSTS = Table(
    "digest_posts",
    DigestPost,
    lambda post: post.key,
    (Index("program", lambda post: (code_key(post.program), post.key)),),
)
AMENDMENTS = Table(
    "amendments",
    Amendment,
    lambda amendment: amendment.key,
    (Index("digest", lambda amendment: (amendment.digest, amendment.key)),),
)

OVERVIEWS = Table("overviews", Overview, lambda overview: overview.key)

WATCHES = Table(
    "watches",
    Watch,
    lambda watch: watch.key,
    (
        Index("member", lambda watch: (code_key(watch.member), watch.key)),
        Index("at_once", lambda watch: (watch.of.value, _watched(watch)) if watch.pace is Pace.AT_ONCE else None),
    ),
    version=2,
    upgrades={1: dict},
)


def _watched(watch: Watch) -> str:
    """By what a project that has changed finds who watches it; every project can be one of the portfolio's."""
    return "" if watch.of is Watched.PORTFOLIO else code_key(watch.subject)


DOWNLOADS = Table(
    "downloads",
    Download,
    lambda download: download.id,
    (
        Index("member", lambda download: (code_key(download.member), download.id)),
        Index("token", lambda download: (download.token,) if download.token else None),
    ),
)


def due_place(due: Due) -> Place:
    """Where a due instant stands: in the order of time, those of one member together."""
    return instant(due.at), code_key(due.member), due.key


DUE = Table(
    "due",
    Due,
    lambda due: due.key,
    (
        # Judging takes long, trying longer: they have an order of their own, so that nothing waits for them.
        Index("at", lambda due: None if due.kind in (DueKind.JUDGEMENT, DueKind.TRIAL) else due_place(due)),
        Index("trying", lambda due: due_place(due) if due.kind is DueKind.TRIAL else None),
        Index("judging", lambda due: due_place(due) if due.kind is DueKind.JUDGEMENT else None),
    ),
)

TABLES: tuple[Table[Any], ...] = (
    *(value for value in list(globals().values()) if isinstance(value, Table)),
    *IMPORT_TABLES,
    *MESSAGE_TABLES,
    *WORK_TABLES,
)
