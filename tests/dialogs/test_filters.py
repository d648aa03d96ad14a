"""What people type to narrow and sort a portfolio, in four languages, and what is said to what cannot be used."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.filter_problems import problem_words
from dialogs.filters import FILTER_LIMIT, Problem, understood
from locales import LANGUAGES, speaker
from pmo.colours import Colour
from pmo.criteria import Bound, Criteria, Limit
from pmo.listed import Flag
from pmo.portfolio import Phase, Rag
from pmo.selection import Order, Selection

NOT_RED = frozenset({Rag.AMBER, Rag.GREEN, None})


def mixed(rags: tuple[Rag | None, ...], flags: tuple[Flag, ...]) -> Selection:
    """One of these statuses, or one of these is the matter."""
    return Selection(mixed=(Criteria(frozenset(rags), frozenset(flags)),))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Selection()),
        ("red", Selection(rags=frozenset({Rag.RED}))),
        ("rouge et orange", Selection(rags=frozenset({Rag.RED, Rag.AMBER}))),
        ("status:rood,groen", Selection(rags=frozenset({Rag.RED, Rag.GREEN}))),
        ("unreported", Selection(rags=frozenset({None}))),
        ("late", Selection(flags=frozenset({Flag.LATE}))),
        ("les projets en retard", Selection(flags=frozenset({Flag.LATE}))),
        ("welke projecten zijn te laat", Selection(flags=frozenset({Flag.LATE}))),
        ("verspätet", Selection(flags=frozenset({Flag.LATE}))),
        ("stale", Selection(flags=frozenset({Flag.STALE}))),
        ("périmé", Selection(flags=frozenset({Flag.STALE}))),
        ("verouderd", Selection(flags=frozenset({Flag.STALE}))),
        ("veraltet", Selection(flags=frozenset({Flag.STALE}))),
        ("missing", Selection(flags=frozenset({Flag.MISSING}))),
        ("manquants", Selection(flags=frozenset({Flag.MISSING}))),
        ("my red projects", Selection(rags=frozenset({Rag.RED}), flags=frozenset({Flag.MINE}))),
        ("red or late", mixed((Rag.RED,), (Flag.LATE,))),
        ("rouges ou oranges ou en retard", mixed((Rag.RED, Rag.AMBER), (Flag.LATE,))),
        ("verouderd of rood of oranje", mixed((Rag.RED, Rag.AMBER), (Flag.STALE,))),
        ("veraltet oder verspätet", mixed((), (Flag.LATE, Flag.STALE))),
        ("grey or behind schedule", mixed((None,), (Flag.LATE,))),
        ("my red or late ones", replace(mixed((Rag.RED,), (Flag.LATE,)), flags=frozenset({Flag.MINE}))),
        ("red late", Selection(rags=frozenset({Rag.RED}), flags=frozenset({Flag.LATE}))),
        ("red and late", Selection(rags=frozenset({Rag.RED}), flags=frozenset({Flag.LATE}))),
        ("not red or late", Selection(rags=NOT_RED, without=Criteria(flags=frozenset({Flag.LATE})))),
        ("red, late", mixed((Rag.RED,), (Flag.LATE,))),
        ("retard,manquants", mixed((), (Flag.LATE, Flag.MISSING))),
        ("late, red amber", mixed((Rag.RED, Rag.AMBER), (Flag.LATE,))),
        ("visa, red", Selection(rags=frozenset({Rag.RED}), words=("visa",))),
        ("amber projects of consul", Selection(rags=frozenset({Rag.AMBER}), words=("consul",))),
        ("red or amber only:red", Selection(rags=frozenset({Rag.RED}))),
        ("rouge ou retard seulement:rouge", replace(mixed((Rag.RED,), (Flag.LATE,)), rags=frozenset({Rag.RED}))),
        ("alleen:rood,geel nur:gelb,grün visa", Selection(rags=frozenset({Rag.AMBER}), words=("visa",))),
        ("not green only:amber", Selection(rags=frozenset({Rag.AMBER}))),
        ("what's red", Selection(rags=frozenset({Rag.RED}))),
        ("qu'est-ce qui est rouge ?", Selection(rags=frozenset({Rag.RED}))),
        ("mes projets rouges", Selection(rags=frozenset({Rag.RED}), flags=frozenset({Flag.MINE}))),
        ("meine roten", Selection(rags=frozenset({Rag.RED}), flags=frozenset({Flag.MINE}))),
        ("ROT, GELB; programm:HR", Selection(rags=frozenset({Rag.RED, Rag.AMBER}), programs=("hr",))),
        ("poste:Genève, Dakar rouge", Selection(rags=frozenset({Rag.RED}), posts=("geneve", "dakar"))),
        ("post:'Den Haag' rood?", Selection(rags=frozenset({Rag.RED}), posts=("den haag",))),
        ('statut:"non rapporté"', Selection(rags=frozenset({None}))),
        ("phase:executing", Selection(phases=frozenset({Phase.EXECUTING}))),
        ("fase: uitvoering", Selection(phases=frozenset({Phase.EXECUTING}))),
        ("phase:clôture;planification", Selection(phases=frozenset({Phase.CLOSING, Phase.PLANNING}))),
        ("phase:clôturé", Selection(phases=frozenset({Phase.CLOSED}))),
        ("phase:Durchführung", Selection(phases=frozenset({Phase.EXECUTING}))),
        ("programme:CONSUL programma:SECNET", Selection(programs=("consul", "secnet"))),
        ("program:CONSUL,SECNET", Selection(programs=("consul", "secnet"))),
        ("poste:Kinshasa", Selection(posts=("kinshasa",))),
        ("Vertretung:Doha", Selection(posts=("doha",))),
        ('manager:"De Wael"', Selection(managers=("de wael",))),
        ("chef:«Nora Brennan»", Selection(managers=("nora brennan",))),
        ("Leiter:Müller", Selection(managers=("muller",))),
        ("eigenaar:hilde", Selection(owners=("hilde",))),
        ("propriétaire:hilde", Selection(owners=("hilde",))),
        ("indicator:SPI<0.9", Selection(bounds=(Bound("spi", "<", Decimal("0.9")),))),
        ("indicateur : SPI <= 0,9", Selection(bounds=(Bound("spi", "<=", Decimal("0.9")),))),
        ("indikator:SECNET.UP≥90 %", Selection(bounds=(Bound("secnet.up", ">=", Decimal(90)),))),
        ("UP > 90", Selection(bounds=(Bound("up", ">", Decimal(90)),))),
        ("computed:red", Selection(computed=frozenset({Colour.RED}))),
        ("calculé:rouge,orange", Selection(computed=frozenset({Colour.RED, Colour.AMBER}))),
        ("berekend:grijs", Selection(computed=frozenset({Colour.GREY}))),
        ("grün berechnet:rot", Selection(rags=frozenset({Rag.GREEN}), computed=frozenset({Colour.RED}))),
        ("progress < 50 %", Selection(limits=(Limit("progress", "<", Decimal(50)),))),
        ("voortgang>=12,5", Selection(limits=(Limit("progress", ">=", Decimal("12.5")),))),
        ("end<2026-06-30", Selection(limits=(Limit("end", "<", date(2026, 6, 30)),))),
        ("échéance > 30/6/2026", Selection(limits=(Limit("end", ">", date(2026, 6, 30)),))),
        ("Ende≤30.06.2026", Selection(limits=(Limit("end", "<=", date(2026, 6, 30)),))),
        ("indicator:progress<50", Selection(bounds=(Bound("progress", "<", Decimal(50)),))),
        ("not computed:green", Selection(computed=frozenset(Colour) - {Colour.GREEN})),
        ("sort:name", Selection(order=Order.NAME)),
        ("tri:nom", Selection(order=Order.NAME)),
        ("sorteer:-einde", Selection(order=Order.END, backwards=True)),
        ("Sortierung: Fortschritt absteigend", Selection(order=Order.PROGRESS, backwards=True)),
        ("sort:end,-name", Selection(order=Order.END, then=((Order.NAME, True),))),
        ("tri:-fin sorteer:naam desc", Selection(order=Order.END, backwards=True, then=((Order.NAME, True),))),
        ("visa online", Selection(words=("visa", "online"))),
        ("“online visa”", Selection(words=("online visa",))),
        (
            "rood program:CONSUL visa sort:code",
            Selection(rags=frozenset({Rag.RED}), programs=("consul",), words=("visa",), order=Order.CODE),
        ),
        ("3:2", Selection(words=("3:2",))),
        ("(red)", Selection(rags=frozenset({Rag.RED}))),
        ("?!", Selection()),
        ("red - late", Selection(rags=frozenset({Rag.RED}), flags=frozenset({Flag.LATE}))),
    ],
)
def test_what_is_typed_means_the_same_in_every_language(typed: str, meant: Selection) -> None:
    found = understood(typed)
    assert found.selection == meant
    assert found.problems == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("program:consul or red", Criteria(rags=frozenset({Rag.RED}), programs=("consul",))),
        ("programme:consul,secnet ou rouge", Criteria(rags=frozenset({Rag.RED}), programs=("consul", "secnet"))),
        ("fase:afsluiting of te laat", Criteria(flags=frozenset({Flag.LATE}), phases=frozenset({Phase.CLOSING}))),
        ("rot oder visa", Criteria(rags=frozenset({Rag.RED}), words=("visa",))),
        ("manager:nora or owner:hilde", Criteria(managers=("nora",), owners=("hilde",))),
        ("up<97 or up>99", Criteria(bounds=(Bound("up", "<", Decimal(97)), Bound("up", ">", Decimal(99))))),
    ],
)
def test_of_what_or_stands_between_one_is_enough_whatever_it_is(typed: str, meant: Criteria) -> None:
    found = understood(typed)
    assert found.selection == Selection(mixed=(meant,))
    assert found.problems == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("not visa", Criteria(words=("visa",))),
        ("not program:consul", Criteria(programs=("consul",))),
        ("sauf secnet ou consul", Criteria(words=("secnet", "consul"))),
        ("ohne Leiter:nora,dana", Criteria(managers=("nora", "dana"))),
        ("niet UP<90", Criteria(bounds=(Bound("up", "<", Decimal(90)),))),
        ("-visa !late", Criteria(flags=frozenset({Flag.LATE}), words=("visa",))),
        ("-poste:tokyo", Criteria(posts=("tokyo",))),
    ],
)
def test_what_not_stands_before_must_not_be_so_whatever_it_is(typed: str, meant: Criteria) -> None:
    found = understood(typed)
    assert found.selection == Selection(without=meant)
    assert found.problems == ()


def test_not_before_a_phase_takes_the_others() -> None:
    others = frozenset({Phase.INITIATING, Phase.PLANNING, Phase.CLOSING})
    for typed in ("not phase:executing", "pas phase:exécution", "niet fase uitvoering", "-phase:Umsetzung"):
        assert understood(typed).selection == Selection(phases=others), typed


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("red not red", "red", "not red"),
        ("red visa not red", "red", "not red"),
        ("late -late", "late", "-late"),
        ("vert sauf vert", "vert", "sauf vert"),
        ("phase:closed not closed", "closed", "not closed"),
        ("program:consul not program:consul", "consul", "not consul"),
        ("visa niet visa", "visa", "niet visa"),
        ("red or late not red, late", "red", "not red"),
        ("not red, amber, green, unreported", "not red", "not unreported"),
        ("UP>99 UP<97", "UP>99", "UP<97"),
        ("red only:amber", "red", "amber"),
        ("end>2026-06-30 end<2026-06-30", "end>2026-06-30", "end<2026-06-30"),
        ("progress>50 progress<=50", "progress>50", "progress<=50"),
        ("not red, amber only:red,amber", "red", "not amber"),
        ("UP=99 UP<99", "UP=99", "UP<99"),
    ],
)
def test_filters_that_exclude_each_other_are_told(typed: str, one: str, other: str) -> None:
    problems = understood(typed).problems
    assert problems == (Problem(one, "clash", other=other),)
    told = problem_words(problems, speaker("en", ZoneInfo("Europe/Brussels")))
    assert told == f"“{one}” and “{other}” exclude each other: no project can be both."


@pytest.mark.parametrize(
    "typed",
    [
        "red green not red",
        "late or red not red",
        "UP>97 UP<99",
        "UP>=99 UP<=99",
        "A<1 B>2",
        "phase:executing not closed",
    ],
)
def test_filters_that_leave_something_are_no_clash(typed: str) -> None:
    assert understood(typed).problems == ()


@pytest.mark.parametrize("typed", ["late but not red", "vert mais en retard", "rood maar niet laat", "rot aber spät"])
def test_but_says_and(typed: str) -> None:
    assert understood(typed).selection.words == ()


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("red late", "en retard rouge"),
        ("rot gelb", "status:orange,rouge sort:name"),
        ("program:HR,IT", "programm:it programme:hr"),
        ("indicator:CPI<0.9", "indikator:cpi<0,90"),
        ("phase:closing visa", "visa visa phase:Abschluss"),
        ("satcom or visa", "visa oder satcom"),
        ("visa or red", "rouge ou visa"),
        ("not visa not late", "-late -visa"),
        ("not late", "pas en retard"),
        ("red or late", "verspätet oder rot"),
        ("", "all projects"),
    ],
)
def test_filters_that_select_the_same_have_the_same_essence(typed: str, other: str) -> None:
    assert understood(typed).selection.essence == understood(other).selection.essence


def test_filters_that_select_otherwise_have_another_essence() -> None:
    typed = ("", "red", "red late", "late", "program:red", "'red late'", "manager:hr", "program:hr", "indicator:CPI<1")
    more = (
        "satcom or visa",
        "satcom or cable",
        "satcom visa",
        "not late",
        "not missing",
        "not red",
        "phase:closed",
        "late or red",
        "satcom or red",
        "not satcom",
        "computed:red",
        "progress<50",
        "end<2026-06-30",
        "progress<50 or end<2026-06-30",
        "not program:satcom",
    )
    assert len({understood(one).selection.essence for one in (*typed, *more)}) == len(typed) + len(more)


@pytest.mark.parametrize(
    ("typed", "problem", "told"),
    [
        ("colour:blue", Problem("colour:blue"), "program:"),
        ("phase:banana", Problem("banana", "phase"), "executing"),
        ("sort:weight", Problem("weight", "sort"), "progress"),
        ("status:blue", Problem("blue", "status"), "amber"),
        ("indicator:SPI", Problem("SPI", "indicator"), "indicator:CODE<0.9"),
        ("indicator:SPI<", Problem("SPI<", "indicator"), "indicator:CODE<0.9"),
        ("SPI <", Problem("SPI<", "indicator"), "indicator:CODE<0.9"),
        ("SPI<1e999", Problem("SPI<1e999", "indicator"), "indicator:CODE<0.9"),
        ("SPI=NaN", Problem("SPI=NaN", "indicator"), "indicator:CODE<0.9"),
        ("end<june", Problem("end<june", "end"), "end<2026-06-30"),
        ("end<30/6", Problem("end<30/6", "end"), "end<2026-06-30"),
        ("progress<half", Problem("progress<half", "progress"), "progress<50"),
        ("progress:50", Problem("progress:50", "progress"), "progress<50"),
        ("end:2026-06-30", Problem("end:2026-06-30", "end"), "end<2026-06-30"),
        ("not late or not missing", Problem("missing", "or not"), "for the one, then for the other"),
        ("computed:blue", Problem("blue", "computed"), "amber"),
        ("phase:", Problem("phase", "phase", half=True), "executing"),
        ("statut:", Problem("statut", "status", half=True), "amber"),
        ('sort: "', Problem("sort", "sort", half=True), "progress"),
        ("kpi :", Problem("kpi", "indicator", half=True), "CODE<0.9"),
        ("Programm: ''", Problem("Programm", "program", half=True), "a code"),
        ("owner: phase:closing", Problem("owner", "owner", half=True), "a code"),
        ("or not late", Problem("late", "or not"), "for the one, then for the other"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_can(typed: str, problem: Problem, told: str) -> None:
    found = understood(f"red {typed}")
    assert found.problems == (problem,)
    assert found.selection.rags == {Rag.RED}
    words = problem_words(found.problems, speaker("en", ZoneInfo("Europe/Brussels")))
    assert problem.typed in words
    assert told in words


def test_filters_that_are_too_long_are_refused_whole() -> None:
    assert understood("x" * FILTER_LIMIT).problems == ()
    (problem,) = understood("x " * 100 + "x").problems
    told = problem_words((problem,), speaker("en", ZoneInfo("Europe/Brussels")))
    assert told == "This is too long: at most 200 characters are read."


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_instead_can_be_used(language: str) -> None:
    say = speaker(language, ZoneInfo("Europe/Brussels"))
    for key in ("phase", "sort", "status"):
        offered = problem_words((Problem("?", key),), say).rpartition(": ")[2]
        for word in offered.rstrip(".").split(", "):
            found = understood(f"{key}:{word}")
            assert found.problems == (), (language, word)


@pytest.mark.parametrize("typed", ["🔴", ",", '""', ":", "🔴 🔴", "<>"])
def test_signs_alone_are_no_question_about_everything(typed: str) -> None:
    (problem,) = understood(typed).problems
    for language in LANGUAGES:
        say = speaker(language, ZoneInfo("Europe/Brussels"))
        told = problem_words((problem,), say)
        assert typed in told
    assert "propriétaire:" in problem_words((Problem("x:y"),), speaker("fr", ZoneInfo("Europe/Brussels")))


def test_the_status_of_what_was_never_reported_is_offered_too() -> None:
    for language, word in zip(LANGUAGES, ("unreported", "gris", "grijs", "grau"), strict=True):
        told = problem_words((Problem("blue", "status"),), speaker(language, ZoneInfo("Europe/Brussels")))
        assert told.endswith(f"{word}.")


def test_an_example_is_of_an_indicator_of_the_readers_and_written_as_they_write() -> None:
    problem = Problem("UP<", "indicator")
    for language, example in (("en", "indicator:VISA.UP<0.9."), ("de", "indikator:VISA.UP<0,9.")):
        told = problem_words((problem,), speaker(language, ZoneInfo("Europe/Brussels")), "VISA.UP")
        assert told.endswith(example)


def test_the_orders_are_offered_in_the_language_of_who_asks() -> None:
    offered = problem_words((Problem("x", "sort"),), speaker("de", ZoneInfo("Europe/Brussels")))
    assert offered.rpartition(": ")[2] == "status, code, name, programm, leiter, ende, fortschritt, datum."


@given(st.text(max_size=300))
def test_whatever_is_typed_is_understood_or_told(text: str) -> None:
    found = understood(text)
    for language in LANGUAGES:
        assert isinstance(problem_words(found.problems, speaker(language, ZoneInfo("Europe/Brussels"))), str)
