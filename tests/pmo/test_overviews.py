"""The overview: who is told how often, and what changed since somebody was told last."""

from datetime import UTC, datetime
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.colours import Colour
from pmo.overviews import RULES, Often, Overview, OverviewLine, leaders, often, turned
from pmo.portfolio import Member, Program, Rag, Role
from pmo.recurrence import check_rule, occurrences

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_whatever_they_choose_comes_on_a_monday_and_in_a_rule_that_can_be_used() -> None:
    assert set(RULES) == set(Often) - {Often.NEVER}
    for rule in RULES.values():
        assert check_rule(rule) is None
        assert all(day.isoweekday() == 1 for day in islice(occurrences(rule, AT.date()), 5))


def line(project: str, rag: Rag | None = Rag.GREEN, computed: Colour | None = None) -> OverviewLine:
    return OverviewLine(project=project, name=project, rag=rag, computed=computed)


def told(*lines: OverviewLine) -> Overview:
    return Overview(member="ana", at=AT, lines=lines)


@pytest.mark.parametrize(
    ("member", "leads", "chosen", "expected"),
    [
        (Member(id="ana", name="Ana", role=Role.MANAGEMENT), False, None, Often.MONTHLY),
        (Member(id="ana", name="Ana", role=Role.MANAGEMENT), True, None, Often.MONTHLY),
        (Member(id="ana", name="Ana", role=Role.MANAGEMENT, external=True), False, None, Often.NEVER),
        (Member(id="ana", name="Ana"), False, None, Often.NEVER),
        (Member(id="ana", name="Ana"), True, None, Often.WEEKLY),
        (Member(id="ana", name="Ana"), True, Often.NEVER, Often.NEVER),
        (Member(id="ana", name="Ana", role=Role.PMO), False, None, Often.NEVER),
        (Member(id="ana", name="Ana"), False, Often.WEEKLY, Often.WEEKLY),
        (Member(id="ana", name="Ana", role=Role.MANAGEMENT), False, Often.NEVER, Often.NEVER),
    ],
)
def test_management_is_told_monthly_who_leads_a_program_weekly_and_everybody_else_when_they_want_it(
    member: Member, leads: bool, chosen: Often | None, expected: Often
) -> None:
    assert often(member, chosen, leads=leads) is expected


def test_who_leads_manages_or_owns_a_program_that_goes_on() -> None:
    programs = [
        Program(code="A", name="A", manager="Ana", owner="bo"),
        Program(code="B", name="B", manager="cy", archived=True),
        Program(code="C", name="C"),
    ]
    assert leaders(programs) == {"ana", "bo"}


def test_nothing_has_changed_the_first_time() -> None:
    assert turned(None, [line("a", Rag.RED)]) == ()


def test_what_got_worse_comes_first_then_better_new_and_gone() -> None:
    before = told(line("better", Rag.RED), line("worse"), line("gone"), line("same"), line("figures"))
    now = [line("better"), line("worse", Rag.AMBER), line("new"), line("SAME"), line("figures", computed=Colour.RED)]
    found = [(one.after or one.before) for one in turned(before, now)]
    assert [one.project for one in found if one] == ["worse", "figures", "better", "new", "gone"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from([*Rag, None])), unique_by=lambda one: one[0]))
def test_what_is_told_twice_has_not_changed(lines: list[tuple[str, Rag | None]]) -> None:
    now = [line(project, rag) for project, rag in lines]
    assert turned(told(*now), now) == ()
