"""The files of an import, with all their columns (CONTRACT §4)."""

from functools import partial

from pmo.absences import Absence
from pmo.costs import Cost
from pmo.documents import Document, DocumentState
from pmo.importing import moments, parsing
from pmo.importing.columns import Column, Layout, Values
from pmo.indicators import Aggregate, Direction, Frequency, Indicator, Measurement
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import Assigned, Assignment, Classification, Member, Phase, Post, Program, Project, Rag, Role
from pmo.reports import StatusReport
from pmo.rules import Rule, RuleKind

VERSIONS = 9999

_code = Column(name="code", parse=parsing.code, required=True)
_name = Column(name="name", parse=parsing.name, required=True)
_project = Column(name="project", parse=parsing.code, required=True, refers=("projects",))
_period = Column(name="period", parse=moments.period, required=True)
_version = Column(name="version", parse=parsing.whole(1, VERSIONS))
_answered_at = Column(name="answered_at", parse=moments.instant)
_checkin_rule = Column(name="checkin_rule", parse=moments.rule)
_classification = Column(name="classification", parse=parsing.one_of(Classification))

_member = partial(Column, parse=parsing.code, refers=("members",))
_day = partial(Column, parse=moments.day)
_number = partial(Column, parse=parsing.number)


def _complete_post(values: Values, first: bool) -> None:
    """The first row is headquarters; a post keeps the holidays of its country unless it says otherwise."""
    values["headquarters"] = first
    if values.get("holidays", ()) is None and "country" in values:
        values["holidays"] = (values["country"],)


def _severity(text: str) -> Rag:
    return Rag(parsing.word_of(Rag.AMBER, Rag.RED)(text))


POSTS = Layout(
    name="posts",
    document=Post,
    identity=("code",),
    complete=_complete_post,
    unsaid={"headquarters": False, "holidays": None},
    columns=(
        _code,
        _name,
        Column(name="country", parse=moments.country, required=True),
        Column(name="timezone", parse=moments.zone, required=True),
        Column(name="workweek", parse=moments.workweek),
        Column(name="hours", parse=moments.hours),
        Column(name="holidays", parse=moments.holidays),
        Column(name="closed", parse=moments.days),
        Column(name="open", parse=moments.days),
    ),
)
MEMBERS = Layout(
    name="members",
    document=Member,
    identity=("id",),
    columns=(
        Column(name="id", parse=parsing.code, required=True),
        _name,
        Column(name="email", parse=parsing.email),
        Column(name="entra_id", parse=parsing.guid),
        Column(name="post", parse=parsing.code, refers=("posts",)),
        Column(name="language", parse=parsing.language),
        Column(name="role", parse=parsing.one_of(Role)),
        Column(name="external", parse=parsing.yes_no),
        Column(name="timezone", parse=moments.zone),
        Column(name="workweek", parse=moments.workweek),
    ),
)
PROGRAMS = Layout(
    name="programs",
    document=Program,
    identity=("code",),
    columns=(
        _code,
        _name,
        Column(name="description"),
        _member(name="manager"),
        _member(name="owner"),
        Column(name="post", parse=parsing.code, refers=("posts",)),
        Column(name="languages", parse=parsing.languages),
        _checkin_rule,
        Column(name="ask_at", parse=moments.clock_time),
        Column(name="answer_within", parse=moments.within),
        Column(name="digest_rule", parse=moments.rule),
        Column(name="digest_at", parse=moments.clock_time),
        Column(name="channel", parse=parsing.channel),
        Column(name="costs", parse=parsing.yes_no),
    ),
)
PROJECTS = Layout(
    name="projects",
    document=Project,
    identity=("code",),
    columns=(
        _code,
        Column(name="program", parse=parsing.code, required=True, refers=("programs",)),
        _name,
        _member(name="manager"),
        _member(name="owner"),
        Column(name="phase", parse=parsing.one_of(Phase)),
        _day(name="start"),
        _day(name="end"),
        _day(name="forecast_end"),
        Column(name="budget", parse=parsing.amount),
        Column(name="currency", parse=parsing.currency),
        _classification,
        _checkin_rule,
        Column(name="description"),
    ),
)
ASSIGNMENTS = Layout(
    name="assignments",
    document=Assignment,
    identity=("project", "member", "role"),
    columns=(
        _project,
        _member(name="member", required=True),
        Column(name="role", parse=parsing.one_of(Assigned), required=True),
        _member(name="deputy"),
    ),
)
INDICATORS = Layout(
    name="indicators",
    document=Indicator,
    identity=("code",),
    columns=(
        _code,
        _name,
        *(Column(name=f"name_{language}", parse=parsing.name) for language in ("fr", "nl", "de")),
        Column(name="definition"),
        Column(name="unit", parse=parsing.name),
        Column(name="direction", parse=parsing.one_of(Direction), required=True),
        *(_number(name=limit) for limit in ("target", "amber", "red", "min", "max")),
        Column(name="decimals", parse=parsing.whole(0, 6)),
        Column(name="frequency", parse=parsing.one_of(Frequency)),
        Column(name="project", parse=parsing.code, refers=("projects",)),
        Column(name="program", parse=parsing.code, refers=("programs",)),
        _member(name="reporter"),
        Column(name="aggregate", parse=parsing.one_of(Aggregate)),
        Column(name="weight", parse=parsing.amount),
        _classification,
    ),
)
MILESTONES = Layout(
    name="milestones",
    document=Milestone,
    identity=("project", "code"),
    columns=(
        _project,
        _code,
        _name,
        _day(name="baseline_date", required=True),
        _day(name="forecast_date"),
        _day(name="actual_date"),
        Column(name="after", parse=parsing.milestone_codes, refers=("milestones",)),
    ),
)
FORECASTS = Layout(
    name="forecasts",
    document=Forecast,
    identity=("project", "milestone", "period"),
    history=True,
    columns=(
        _project,
        Column(name="milestone", parse=parsing.code, required=True),
        _period,
        _day(name="forecast_date", required=True),
    ),
)
DOCUMENTS = Layout(
    name="documents",
    document=Document,
    identity=("project", "artefact"),
    columns=(
        _project,
        Column(name="artefact", parse=parsing.name, required=True),
        Column(name="state", parse=parsing.one_of(DocumentState)),
        _member(name="owner"),
        _day(name="due"),
        Column(name="link", parse=parsing.link),
    ),
)
COSTS = Layout(
    name="costs",
    document=Cost,
    identity=("project", "period"),
    history=True,
    columns=(_project, _period, _number(name="planned_cost"), _number(name="actual_cost")),
)
STATUSES = Layout(
    name="statuses",
    document=StatusReport,
    identity=("project", "period"),
    history=True,
    columns=(
        _project,
        _period,
        Column(name="rag", parse=parsing.one_of(Rag), required=True),
        Column(name="summary"),
        _member(name="reporter"),
        Column(name="progress", parse=parsing.whole(0, 100)),
        _day(name="forecast_end"),
        Column(name="blockers"),
        Column(name="cause"),
        Column(name="action"),
        Column(name="action_owner", parse=parsing.name),
        _day(name="action_by"),
        Column(name="help"),
        _version,
        _answered_at,
        Column(name="late", parse=parsing.yes_no),
    ),
)
MEASUREMENTS = Layout(
    name="measurements",
    document=Measurement,
    identity=("indicator", "project", "period"),
    history=True,
    columns=(
        Column(name="indicator", parse=parsing.code, required=True, refers=("indicators",)),
        Column(name="project", parse=parsing.code, refers=("projects",)),
        _period,
        _number(name="value", required=True),
        _member(name="reporter"),
        _version,
        _answered_at,
    ),
)
ABSENCES = Layout(
    name="absences",
    document=Absence,
    identity=("member", "first"),
    columns=(
        _member(name="member", required=True),
        _day(name="from", required=True, attribute="first"),
        _day(name="to", required=True, attribute="last"),
        _member(name="deputy"),
    ),
)
RULES = Layout(
    name="rules",
    document=Rule,
    identity=("code",),
    columns=(
        _code,
        Column(name="scope", parse=parsing.code, refers=("programs", "projects")),
        Column(name="kind", parse=parsing.one_of(RuleKind), required=True),
        Column(name="indicator", parse=parsing.figure),
        Column(name="operator", parse=parsing.word_of(*parsing.OPERATORS)),
        Column(name="value", parse=parsing.name),
        Column(name="n", parse=parsing.whole(1, 999)),
        Column(name="of", parse=parsing.codes),
        Column(name="severity", parse=_severity, required=True),
        Column(name="owner_role", parse=parsing.owner_role, required=True),
        *(Column(name=name) for name in ("text", "text_fr", "text_nl", "text_de")),
    ),
)

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        POSTS,
        MEMBERS,
        PROGRAMS,
        PROJECTS,
        ASSIGNMENTS,
        INDICATORS,
        MILESTONES,
        DOCUMENTS,
        ABSENCES,
        RULES,
        FORECASTS,
        COSTS,
        STATUSES,
        MEASUREMENTS,
    )
}
"""In the order in which they are brought in."""
