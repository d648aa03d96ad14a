"""Who may see and do what: the table of CONTRACT §8, written out."""

from itertools import product

import pytest

from pmo.portfolio import Assigned, Assignment, Classification, Member, Program, Project, Role
from pmo.reach import ties
from pmo.rights import (
    PRIVATE,
    Audience,
    Tie,
    View,
    is_of_the_pmo,
    lent,
    may_answer,
    may_decide,
    may_handle_alert,
    may_measure,
    may_read,
    may_read_measures_of,
    may_set_rhythm,
    may_stand_in,
    sees_money,
    shows,
    view,
)

NOBODY: frozenset[Tie] = frozenset()

#                            reads  money  answers  alerts
INTERNAL = {
    (Role.MEMBER, None): (False, False, False, False),
    (Role.MEMBER, Tie.CONTRIBUTOR): (True, False, False, False),
    (Role.MEMBER, Tie.MANAGER): (True, True, True, True),
    (Role.MEMBER, Tie.OWNER): (True, True, False, True),
    (Role.MEMBER, Tie.STEERING): (True, True, False, True),
    (Role.MEMBER, Tie.PROGRAM_MANAGER): (True, True, True, True),
    (Role.MEMBER, Tie.PROGRAM_OWNER): (True, True, True, True),
    (Role.MANAGEMENT, None): (True, True, False, False),
    (Role.MANAGEMENT, Tie.CONTRIBUTOR): (True, True, False, False),
    (Role.MANAGEMENT, Tie.MANAGER): (True, True, True, True),
    (Role.MANAGEMENT, Tie.OWNER): (True, True, False, True),
    (Role.MANAGEMENT, Tie.STEERING): (True, True, False, True),
    (Role.MANAGEMENT, Tie.PROGRAM_MANAGER): (True, True, True, True),
    (Role.MANAGEMENT, Tie.PROGRAM_OWNER): (True, True, True, True),
    **{(Role.PMO, tie): (True, True, True, True) for tie in (None, *Tie)},
}
#                            reads  money  answers  alerts; the role of an external opens nothing
EXTERNAL = {
    None: (False, False, False, False),
    Tie.CONTRIBUTOR: (True, False, False, False),
    Tie.MANAGER: (True, False, True, True),
    Tie.OWNER: (True, False, False, True),
    Tie.STEERING: (True, False, False, True),
    Tie.PROGRAM_MANAGER: (False, False, False, False),
    Tie.PROGRAM_OWNER: (False, False, False, False),
}


def rights(member: Member, tie: Tie | None) -> tuple[bool, bool, bool, bool]:
    tied = frozenset([tie]) if tie else NOBODY
    return may_read(member, tied), sees_money(member, tied), may_answer(member, tied), may_handle_alert(member, tied)


def somebody(role: Role = Role.MEMBER, *, external: bool = False, archived: bool = False) -> Member:
    return Member(id="a", name="A", role=role, external=external, archived=archived)


def test_the_table_has_a_line_for_every_role_and_tie() -> None:
    assert set(INTERNAL) == set(product(Role, (None, *Tie)))
    assert set(EXTERNAL) == {None, *Tie}


@pytest.mark.parametrize(("role", "tie"), list(INTERNAL))
def test_a_member_may_what_role_and_tie_allow(role: Role, tie: Tie | None) -> None:
    assert rights(somebody(role), tie) == INTERNAL[role, tie]


@pytest.mark.parametrize(("role", "tie"), list(product(Role, EXTERNAL)))
def test_an_external_may_only_what_their_own_projects_allow_and_never_sees_money(role: Role, tie: Tie | None) -> None:
    assert rights(somebody(role, external=True), tie) == EXTERNAL[tie]


@pytest.mark.parametrize(("role", "tie", "external"), list(product(Role, (None, *Tie), (True, False))))
def test_who_has_left_may_nothing(role: Role, tie: Tie | None, external: bool) -> None:
    assert rights(somebody(role, external=external, archived=True), tie) == (False, False, False, False)


PLACES = {
    "personal": PRIVATE,
    "linked": Audience(private=False, program="consul"),
    "linked to another": Audience(private=False, program="secnet"),
    "unlinked": Audience(private=False),
}
SHOWN = {
    ("personal", Classification.INTERNAL): True,
    ("personal", Classification.RESTRICTED): True,
    ("linked", Classification.INTERNAL): True,
    ("linked", Classification.RESTRICTED): False,
    ("linked to another", Classification.INTERNAL): False,
    ("linked to another", Classification.RESTRICTED): False,
    ("unlinked", Classification.INTERNAL): False,
    ("unlinked", Classification.RESTRICTED): False,
}


def project(classification: Classification = Classification.INTERNAL) -> Project:
    return Project(
        code="VISA", program="Consul", name="Visa", manager="nora", owner="Luc", classification=classification
    )


@pytest.mark.parametrize(("place", "classification"), list(SHOWN))
def test_a_place_shows_its_own_programs_internal_projects_and_nothing_else(
    place: str, classification: Classification
) -> None:
    assert shows(PLACES[place], project(classification)) is SHOWN[place, classification]


EVERYBODY = [somebody(role, external=external) for role, external in product(Role, (False, True))]


@pytest.mark.parametrize("member", EVERYBODY)
def test_in_private_the_asker_counts_and_elsewhere_the_place_does_for_any_member(member: Member) -> None:
    for tie, place, classification in product((None, *Tie), PLACES, Classification):
        seen = view(member, frozenset([tie]) if tie else NOBODY, project(classification), PLACES[place])
        reads, money, _, _ = rights(member, tie)
        in_public = View(readable=SHOWN[place, classification], money=False)
        assert seen == (View(readable=reads, money=money) if place == "personal" else in_public)


@pytest.mark.parametrize("place", PLACES)
def test_a_stranger_and_somebody_who_left_see_nothing_anywhere(place: str) -> None:
    for nobody in (None, somebody(Role.PMO, archived=True)):
        assert view(nobody, frozenset(Tie), project(), PLACES[place]) == View(readable=False, money=False)


def test_ties_are_found_whatever_the_spelling_of_codes() -> None:
    program = Program(code="CONSUL", name="Consular", manager="MIA", owner="otto")
    rows = [
        Assignment(project="VISA", member="Sam", role=Assigned.STEERING),
        Assignment(project="VISA", member="CARL", role=Assigned.CONTRIBUTOR),
        Assignment(project="VISA", member="gone", role=Assigned.CONTRIBUTOR, archived=True),
    ]
    found = {
        name: ties(Member(id=name, name=name), project(), program, rows)
        for name in ("NORA", "luc", "mia", "OTTO", "sam", "carl", "gone", "x")
    }
    assert found == {
        "NORA": {Tie.MANAGER},
        "luc": {Tie.OWNER},
        "mia": {Tie.PROGRAM_MANAGER},
        "OTTO": {Tie.PROGRAM_OWNER},
        "sam": {Tie.STEERING},
        "carl": {Tie.CONTRIBUTOR},
        "gone": set(),
        "x": set(),
    }


@pytest.mark.parametrize(
    ("member", "may"),
    [
        (Member(id="MIA", name="Mia"), True),
        (Member(id="otto", name="Otto"), True),
        (Member(id="pat", name="Pat", role=Role.PMO), True),
        (Member(id="boss", name="Boss", role=Role.MANAGEMENT), False),
        (Member(id="nora", name="Nora"), False),
        (Member(id="mia", name="Mia", external=True), False),
        (Member(id="mia", name="Mia", archived=True), False),
    ],
)
def test_the_rhythm_is_set_by_who_runs_the_program_and_by_the_pmo(member: Member, may: bool) -> None:
    assert may_set_rhythm(member, Program(code="CONSUL", name="Consular", manager="mia", owner="Otto")) is may


@pytest.mark.parametrize(("role", "external", "archived"), list(product(Role, (False, True), (False, True))))
def test_for_others_only_the_pmo_of_the_house_administers(role: Role, external: bool, archived: bool) -> None:
    member = somebody(role, external=external, archived=archived)
    assert is_of_the_pmo(member) is may_decide(member) is (role is Role.PMO and not external and not archived)


@pytest.mark.parametrize("classification", Classification)
@pytest.mark.parametrize("external", [False, True])
def test_only_an_external_in_a_restricted_project_cannot_stand_in(
    classification: Classification, external: bool
) -> None:
    barred = external and classification is Classification.RESTRICTED
    assert may_stand_in(somebody(external=external), project(classification)) is not barred


@pytest.mark.parametrize("tie", Tie)
def test_somebody_away_lends_what_opens_something_for_themselves(tie: Tie) -> None:
    assert lent(frozenset({tie}), external=False) == {tie}
    by_program = tie in (Tie.PROGRAM_MANAGER, Tie.PROGRAM_OWNER)
    assert lent(frozenset({tie}), external=True) == (NOBODY if by_program else {tie})


@pytest.mark.parametrize(("external", "money", "may"), [(True, False, True), (True, True, False), (False, True, True)])
def test_an_external_gives_no_value_in_money(external: bool, money: bool, may: bool) -> None:
    tied = frozenset({Tie.CONTRIBUTOR})
    assert may_measure(somebody(external=external), tied, reports=True, in_project=True, money=money) is may


@pytest.mark.parametrize("role", Role)
def test_what_a_program_measures_is_read_by_those_who_lead_or_report_it_and_by_nobody_from_outside(role: Role) -> None:
    member = Member(id="an", name="An", role=role)
    by_office = role in (Role.MANAGEMENT, Role.PMO)
    assert may_read_measures_of(member, NOBODY, reports=False) is by_office
    assert may_read_measures_of(member, NOBODY, reports=True)
    assert may_read_measures_of(member, frozenset({Tie.PROGRAM_MANAGER}), reports=False)
    outside = Member(id="an", name="An", role=role, external=True)
    assert not may_read_measures_of(outside, frozenset({Tie.PROGRAM_OWNER}), reports=True)
