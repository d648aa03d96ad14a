"""People, one person and deputies as the tests show them."""

from dataclasses import replace
from datetime import timedelta

from cards.deputies import DeputiesView, DeputyRow, deputies_card
from cards.people import InstallView, PeopleView, PersonRow, install_card, people_card
from cards.person import PersonForm, PersonView, Waiting, person_card, person_form_card
from cards.rendered import Rendered
from locales import Say
from pmo.app_states import AppState
from pmo.offices import Office
from pmo.portfolio import Role
from tests.cards.samples import ARABIC, HOSTILE, NOW

NORA = PersonRow(
    id="nbrennan",
    name="Nora Brennan",
    role=Role.MEMBER,
    external=False,
    post="Brussels Headquarters",
    state=AppState.INSTALLED,
    asked_at=NOW,
)
PEOPLE = (
    replace(NORA, id="mcole", name="Marcus Colebrook", post="New York", state=AppState.NOT_INSTALLED),
    replace(NORA, id="bhartmann", name="Bernd Hartmann", external=True, state=AppState.NEVER_SEEN),
    replace(NORA, id="kbrandt", name="Katrin Brandt", role=Role.MANAGEMENT, state=AppState.BLOCKED, asked_at=None),
    replace(NORA, id="sbenali", name=ARABIC, post="Algiers", state=AppState.TEAM),
    NORA,
)
PROGRAMS = (("CONSUL", "Consular services and visas"), ("SECNET", "Diplomatic network"))
COUNTS = {
    AppState.INSTALLED: 5,
    AppState.TEAM: 2,
    AppState.NEVER_SEEN: 20,
    AppState.NOT_INSTALLED: 3,
    AppState.BLOCKED: 1,
}
ALL = PeopleView(
    title="CONSUL", rows=PEOPLE, counts=COUNTS, as_of=NOW, page=1, pages=3, programs=PROGRAMS, administers=True
)
PERSON = PersonView(
    id="nbrennan",
    name="Nora Brennan",
    version=7,
    as_of=NOW,
    state=AppState.INSTALLED,
    office=Office(),
    seen_since=NOW - timedelta(days=9),
    email="nora.brennan@mfa.example.org",
    post="HQ · Brussels Headquarters",
    zone="Europe/Brussels",
    language="English",
    hours="09:00–17:00",
    projects=("VISA · Online visa application", "APPT · Appointment booking"),
    deputies=("VISA: Hilde Van Acker",),
    stands_in=("Luc Dessart: away on 12 Mar 2026",),
    absences=("20 Mar 2026",),
    asks=("VISA, week 11: until Friday 10:00",),
    has_assignments=True,
)
WANTED = Waiting(office=Office(role=Role.PMO), wanted_by="Pieter De Wael", may_agree=True)
FORM = PersonForm(
    id="nbrennan",
    name="Nora Brennan",
    version=7,
    role=Role.MEMBER,
    external=False,
    post="HQ",
    posts=(("HQ", "Brussels Headquarters"), ("FIH", "Kinshasa"), ("KTM", ARABIC)),
)
DEPUTIES = DeputiesView(
    title="VISA · Online visa application",
    subject={"project": "VISA"},
    version=9,
    rows=(
        DeputyRow(key="visa/jrenard/steering", label="Joëlle Renard", deputy="Hilde Van Acker"),
        DeputyRow(key="visa/vnguyen/contributor", label="Vy Nguyen-Peeters"),
    ),
    as_of=NOW,
)


def everybody(say: Say) -> Rendered:
    """As the PMO sees them."""
    return people_card(replace(ALL, title=say("People")), say)


def narrowed(say: Say) -> Rendered:
    """The second page of a program without the app."""
    view = replace(ALL, title=f"CONSUL: {say('Without the app')}", scope="CONSUL", filters="without app", page=2)
    return people_card(view, say)


def of_a_project(say: Say) -> Rendered:
    """As its manager sees them."""
    rows = tuple(replace(row, parts=(say("Contributor"),)) for row in PEOPLE)
    return people_card(replace(ALL, title="VISA", rows=rows, pages=1, administers=False), say)


def nobody(say: Say) -> Rendered:
    """Nobody fits."""
    return people_card(replace(ALL, rows=(), counts={}, pages=1, filters=HOSTILE), say)


def crowded(say: Say) -> Rendered:
    """Names and posts without end."""
    rows = tuple(replace(row, name=HOSTILE, post=HOSTILE, parts=(HOSTILE,) * 3) for row in PEOPLE * 3)
    return people_card(replace(ALL, title=HOSTILE, rows=rows, programs=(("X" * 40, HOSTILE),) * 40), say)


def install(say: Say) -> Rendered:
    """A few."""
    ids = ("3a2fa0bd-ee63-4209-b351-e855db0a55a3", "1259de72-37b1-433a-b2ae-999e87ee4078")
    return install_card(InstallView(title=say("Without the app"), ids=ids, as_of=NOW, nameless=("Ana Peeters",)), say)


def install_many(say: Say) -> Rendered:
    """More than have room."""
    ids = ("3a2fa0bd-ee63-4209-b351-e855db0a55a3",) * 200
    return install_card(InstallView(title=HOSTILE, ids=ids, as_of=NOW, more=4800, nameless=(HOSTILE,) * 20), say)


def install_nobody(say: Say) -> Rendered:
    """Everybody has it."""
    return install_card(InstallView(title=say("People"), ids=(), as_of=NOW), say)


def person(say: Say) -> Rendered:
    """Everything there is of somebody."""
    return person_card(PERSON, say)


def person_wanted(say: Say) -> Rendered:
    """Another of the PMO wants a role for them."""
    view = replace(PERSON, waiting=WANTED, state=AppState.NEVER_SEEN, seen_since=None, projects=(), asks=())
    return person_card(replace(view, first=say("Nothing was changed.")), say)


def person_by_itself(say: Say) -> Rendered:
    """The only one of the PMO wants it."""
    return person_card(replace(PERSON, waiting=replace(WANTED, may_agree=False, goes_live_at=NOW)), say)


def person_crowded(say: Say) -> Rendered:
    """Names and projects without end."""
    lines = (HOSTILE,) * 60
    view = replace(PERSON, name=HOSTILE, post=HOSTILE, email=HOSTILE, projects=lines, deputies=lines, asks=lines)
    return person_card(replace(view, stands_in=lines, absences=lines, first=HOSTILE), say)


def person_form(say: Say) -> Rendered:
    """What can be changed."""
    return person_form_card(FORM, say)


def person_form_faulty(say: Say) -> Rendered:
    """What cannot be, while something waits, among as many posts as there are."""
    posts = tuple((f"P{number}", HOSTILE) for number in range(200))
    problem = "Nobody else is of the PMO."
    return person_form_card(replace(FORM, name=HOSTILE, posts=posts, waiting=WANTED, problem=problem), say)


def deputies(say: Say) -> Rendered:
    """Of a project."""
    return deputies_card(DEPUTIES, say)


def deputies_faulty(say: Say) -> Rendered:
    """A name that nobody has."""
    problem = say("I do not know a member named “{name}”.", name=HOSTILE[:60])
    return deputies_card(replace(DEPUTIES, typed=HOSTILE, problem=problem), say)


def deputies_of_many(say: Say) -> Rendered:
    """More than have room."""
    rows = tuple(DeputyRow(key=f"visa/p{n}/contributor", label=HOSTILE, deputy=HOSTILE) for n in range(300))
    return deputies_card(replace(DEPUTIES, title=HOSTILE, rows=rows, first=HOSTILE), say)


def no_deputies(say: Say) -> Rendered:
    """A project without anybody assigned."""
    return deputies_card(replace(DEPUTIES, rows=()), say)


PEOPLE_VIEWS = {
    "people": everybody,
    "people_narrowed": narrowed,
    "people_of_a_project": of_a_project,
    "people_nobody": nobody,
    "people_crowded": crowded,
    "people_install": install,
    "people_install_many": install_many,
    "people_install_nobody": install_nobody,
    "person": person,
    "person_wanted": person_wanted,
    "person_by_itself": person_by_itself,
    "person_crowded": person_crowded,
    "person_form": person_form,
    "person_form_faulty": person_form_faulty,
    "deputies": deputies,
    "deputies_faulty": deputies_faulty,
    "deputies_of_many": deputies_of_many,
    "deputies_none": no_deputies,
}
