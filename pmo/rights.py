"""Who may see and do what, and what a place may show: the table of CONTRACT §8, asked by everything.

Rights come from a member's role and ties to a project; a place limits further what may be said in it.
"""

from dataclasses import dataclass
from enum import StrEnum

from pmo.logs import LogKind
from pmo.portfolio import Classification, Member, Program, Project, Role, code_key


class Tie(StrEnum):
    """How a member is tied to a project."""

    MANAGER = "manager"
    OWNER = "owner"
    STEERING = "steering"
    CONTRIBUTOR = "contributor"
    PROGRAM_MANAGER = "program manager"
    PROGRAM_OWNER = "program owner"


RESPONSIBLE = frozenset((Tie.MANAGER, Tie.OWNER, Tie.PROGRAM_MANAGER, Tie.PROGRAM_OWNER))
"""Whose projects they are: to whom is told alone how they stand."""
_MANAGES = {Tie.MANAGER, Tie.PROGRAM_MANAGER, Tie.PROGRAM_OWNER}
_LEADS = _MANAGES | {Tie.OWNER, Tie.STEERING}
_EXTERNAL = {Tie.MANAGER, Tie.CONTRIBUTOR, Tie.OWNER, Tie.STEERING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who would read an answer: one person alone, or everybody in a place.

    Attributes:
        private: the person's own chat.
        program: key of the program a channel is linked to; empty for an unlinked channel or a group chat.
    """

    private: bool
    program: str = ""


PRIVATE = Audience(private=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What an asker gets of a project in a place."""

    readable: bool
    money: bool


NOTHING = View(readable=False, money=False)


def sees_everything(member: Member) -> bool:
    """Whether the member's role opens every project, money included."""
    return member.role in (Role.MANAGEMENT, Role.PMO) and not (member.archived or member.external)


def may_read(member: Member, tied: frozenset[Tie]) -> bool:
    """Whether the member may read the project at all."""
    if member.archived:
        return False
    if member.external:
        return bool(tied & _EXTERNAL)
    return bool(tied) or sees_everything(member)


def sees_money(member: Member, tied: frozenset[Tie]) -> bool:
    """Whether the member sees budgets, costs and earned-value amounts; externals never do."""
    if member.archived or member.external:
        return False
    return bool(tied & _LEADS) or sees_everything(member)


def may_answer(member: Member, tied: frozenset[Tie]) -> bool:
    """Whether the member may declare the project's status; the PMO does so under their own name."""
    if member.archived:
        return False
    if member.external:
        return Tie.MANAGER in tied
    return bool(tied & _MANAGES) or member.role is Role.PMO


def may_stand_in(member: Member, project: Project) -> bool:
    """Whether the member can be the deputy of others in a project: an external never is in a restricted one."""
    return not (member.external and project.classification is Classification.RESTRICTED)


def lent(tied: frozenset[Tie], *, external: bool) -> frozenset[Tie]:
    """The ties of somebody away by which their deputy reads and answers: those that open something for themselves."""
    return tied & _EXTERNAL if external else tied


def may_measure(member: Member, tied: frozenset[Tie], *, reports: bool, in_project: bool, money: bool) -> bool:
    """Whether the member may give the value of an indicator; the PMO does so under their own name.

    Args:
        tied: to the project the indicator belongs to, else to its program.
        reports: the member, or somebody they stand in for, is its reporter.
        in_project: it belongs to a project.
        money: its unit contains a currency; externals never see money.
    """
    if member.archived or (member.external and money):
        return False
    if member.external:
        return in_project and bool(tied & _EXTERNAL) and (reports or Tie.MANAGER in tied)
    return reports or bool(tied & _MANAGES) or member.role is Role.PMO


def program_ties(member: Member, program: Program) -> frozenset[Tie]:
    """How the member is tied to a program as a whole."""
    me = code_key(member.id)
    found = {Tie.PROGRAM_MANAGER: code_key(program.manager) == me, Tie.PROGRAM_OWNER: code_key(program.owner) == me}
    return frozenset(tie for tie, holds in found.items() if holds)


def knows_of(member: Member, program: Program) -> bool:
    """Whether the member may know of a program of which they may see no project."""
    if member.external:
        return False
    return bool(program_ties(member, program)) or member.role in (Role.MANAGEMENT, Role.PMO)


def may_read_measures_of(member: Member, tied: frozenset[Tie], *, reports: bool) -> bool:
    """Whether the member may read an indicator of a program, or of the portfolio, as a whole; money included.

    Args:
        tied: to the program, see `program_ties`.
        reports: the member, or somebody they stand in for, is its reporter.
    """
    if member.archived or member.external:
        return False
    return reports or bool(tied) or member.role in (Role.MANAGEMENT, Role.PMO)


def may_set_rhythm(member: Member, program: Program) -> bool:
    """Whether the member may change when the program and its projects are asked (CONTRACT §8)."""
    if member.archived or member.external:
        return False
    return bool(program_ties(member, program)) or member.role is Role.PMO


def may_see_people(member: Member, tied: frozenset[Tie]) -> bool:
    """Whether the member may know who takes part in the project and how they are reached: whoever leads it may."""
    if member.archived:
        return False
    if member.external:
        return Tie.MANAGER in tied
    return bool(tied & _LEADS) or sees_everything(member)


def may_set_deputies(member: Member, tied: frozenset[Tie]) -> bool:
    """Whether the member may say who stands in for others in the project: whoever manages it, by their own tie."""
    return may_answer(member, tied)


def may_link(member: Member, program: Program) -> bool:
    """Whether the member may choose the channel in which the program works (CONTRACT §6)."""
    return may_set_rhythm(member, program)


def is_of_the_pmo(member: Member) -> bool:
    """Whether the member administers for others, as the PMO does; the role of an external opens nothing."""
    return member.role is Role.PMO and not (member.archived or member.external)


def may_decide(member: Member) -> bool:
    """Whether the member decides on rules, on the limits of the computed status and on the calendars of posts."""
    return is_of_the_pmo(member)


def may_see_calendar(member: Member, *, own: bool, leads: bool) -> bool:
    """Whether the member may see when a post works: by what they work themselves, and who leads their projects.

    Args:
        own: they work by it.
        leads: a manager or owner of a project that they may read works by it.
    """
    return not member.archived and (own or leads or is_of_the_pmo(member))


def may_handle_alert(member: Member, tied: frozenset[Tie]) -> bool:
    """Whether the member may acknowledge and resolve the project's alerts."""
    if member.archived:
        return False
    if member.external:
        return bool(tied & {Tie.MANAGER, Tie.OWNER, Tie.STEERING})
    return bool(tied & _LEADS) or member.role is Role.PMO


def may_log(member: Member, tied: frozenset[Tie]) -> bool:
    """Whether the member may add to the project's logs of risks, issues and changes: whoever takes part in it."""
    if member.archived:
        return False
    if member.external:
        return bool(tied & _EXTERNAL)
    return bool(tied) or member.role is Role.PMO


def may_approve(member: Member, tied: frozenset[Tie], kind: LogKind) -> bool:
    """Whether the member may decide on what stands in them: those above its manager, and on risks the manager too.

    In PM² the manager is responsible for risks, and changes are approved above; of issues nothing is approved.
    """
    if kind is LogKind.ISSUE:
        return False
    deciders = _LEADS if kind is LogKind.RISK else _LEADS - {Tie.MANAGER}
    if member.archived:
        return False
    if member.external:
        return bool(tied & deciders & _EXTERNAL)
    return bool(tied & deciders) or sees_everything(member)


def shows(audience: Audience, project: Project) -> bool:
    """Whether a place may show the project at all, whoever asks."""
    if audience.private:
        return True
    linked = audience.program != "" and audience.program == code_key(project.program)
    return linked and project.classification is Classification.INTERNAL


def view(member: Member | None, tied: frozenset[Tie], project: Project, audience: Audience) -> View:
    """What this asker gets of this project here: their own rights in private, the place's limits elsewhere."""
    if member is None or member.archived:
        return NOTHING
    if not audience.private:
        return View(readable=shows(audience, project), money=False)
    return View(readable=may_read(member, tied), money=sees_money(member, tied))
