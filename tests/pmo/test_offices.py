"""Who can have which role, and how two of the PMO decide on it."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from pmo.offices import Barred, Office, OfficeState, barred, office_of
from pmo.portfolio import Member, Role

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
PMO, MANAGEMENT, MEMBER = Office(role=Role.PMO), Office(role=Role.MANAGEMENT), Office()
ANA = Member(id="ana", name="Ana", role=Role.PMO)
BEN = Member(id="ben", name="Ben", role=Role.PMO)
CAS = Member(id="cas", name="Cas")
OFFICES = [Office(role=role, external=external) for role, external in product(Role, (True, False))]


@pytest.mark.parametrize(("before", "after"), list(product(OFFICES, OFFICES)))
def test_another_must_agree_exactly_where_management_or_pmo_begins_or_ends(before: Office, after: Office) -> None:
    rights = [
        {office.role} & {Role.PMO, Role.MANAGEMENT} if not office.external else set() for office in (before, after)
    ]
    assert before.needs_another(after) == (rights[0] != rights[1])


def test_nobody_external_gets_a_role_that_opens_everything_but_may_keep_what_a_file_said() -> None:
    outside = Office(role=Role.PMO, external=True)
    assert barred(CAS, outside, [ANA, CAS]) is Barred.EXTERNAL
    known = Member(id="dora", name="Dora", role=Role.PMO, external=True)
    assert barred(known, office_of(known), [ANA, known]) is None


def test_the_pmo_keeps_its_last_member() -> None:
    assert barred(ANA, MEMBER, [ANA, BEN, CAS]) is None
    assert barred(ANA, MEMBER, [ANA, CAS]) is Barred.LAST
    gone = Member(id="ben", name="Ben", role=Role.PMO, archived=True)
    assert barred(ANA, MANAGEMENT, [ANA, gone]) is Barred.LAST
    assert barred(ANA, PMO, [ANA]) is None


def wanted(by: str = "ana", *, alone: bool = False, of: str = "cas") -> OfficeState:
    return OfficeState(member=of, before=MEMBER).wanted(PMO, by, NOW, alone=alone)


def test_who_is_alone_waits_a_day_and_never_for_themselves() -> None:
    assert wanted().goes_live_at is None
    assert wanted(alone=True).goes_live_at == NOW + timedelta(hours=24)
    assert wanted("ANA", alone=True, of="ana").goes_live_at is None
    assert wanted("ana", of="ana").among(["ana"], NOW).goes_live_at is None


def test_only_another_agrees_and_only_to_the_very_same() -> None:
    assert wanted().is_agreed(PMO, "ben")
    assert not wanted().is_agreed(PMO, "Ana")
    assert not wanted().is_agreed(MANAGEMENT, "ben")


def test_what_waits_goes_with_who_wants_it_and_with_what_it_was_to_change() -> None:
    assert wanted().among(["ben"], NOW).proposed is None
    assert wanted().still_wanted(MANAGEMENT).proposed is None
    assert wanted().still_wanted(None).proposed is None
    assert wanted().still_wanted(MEMBER).among(["ana", "ben"], NOW) == wanted()
    later = NOW + timedelta(hours=3)
    assert wanted().among(["ana"], later).goes_live_at == later + timedelta(hours=24)
    assert wanted(alone=True).among(["ana", "ben"], later).goes_live_at is None
