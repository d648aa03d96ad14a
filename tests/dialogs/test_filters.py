"""What people type to narrow and sort a portfolio, in four languages, and what is said to what cannot be used."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.filtering.problems import problem_words
from dialogs.filtering.understanding import understood
from locales import LANGUAGES, speaker
from pmo.colours import Colour
from pmo.criteria import Bound, Criteria, Limit
from pmo.listed import Flag
from pmo.portfolio import Phase, Rag
from pmo.selection import Order, Selection

AT_LEAST_HALF = Limit("progress", ">=", Decimal(50))
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
        ("red or on time", mixed((Rag.RED,), (Flag.ON_TIME,))),
        ("manager:Nora on time", Selection(managers=("nora",), without=Criteria(flags=frozenset({Flag.LATE})))),
        ("end before 30 June 2026?", Selection(limits=(Limit("end", "<", date(2026, 6, 30)),))),
        ("fin au plus tard le 30 juin 2026", Selection(limits=(Limit("end", "<=", date(2026, 6, 30)),))),
        ("voortgang minstens 50%, rood", Selection(rags=frozenset({Rag.RED}), limits=(AT_LEAST_HALF,))),
        ("visa over europe", Selection(words=("visa", "over", "europe"))),
        ("red under 50", Selection(rags=frozenset({Rag.RED}), words=("under", "50"))),
        ("computed:red or amber", Selection(computed=frozenset({Colour.RED, Colour.AMBER}))),
        ("only:red or amber", Selection(rags=frozenset({Rag.RED, Rag.AMBER}))),
        ("status:red or late", mixed((Rag.RED,), (Flag.LATE,))),
        ("computed late", Selection(flags=frozenset({Flag.LATE}), words=("computed",))),
        ("not owner:me", Selection(without=Criteria(flags=frozenset({Flag.OWNED})))),
        ("manager:Nora or me", Selection(mixed=(Criteria(flags=frozenset({Flag.MANAGED}), managers=("nora",)),))),
        ("chef:moi,Nora", Selection(mixed=(Criteria(flags=frozenset({Flag.MANAGED}), managers=("nora",)),))),
        ("visa noch rood noch geel", Selection(rags=frozenset({Rag.GREEN, None}), words=("visa",))),
        ("late ! red", Selection(rags=NOT_RED, flags=frozenset({Flag.LATE}))),
        ("visa - online", Selection(words=("visa", "online"))),
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
        ("progress<>50", Selection(limits=(Limit("progress", "!=", Decimal(50)),))),
        ("avancement != 50 %", Selection(limits=(Limit("progress", "!=", Decimal(50)),))),
        ("einde≠2026-06-30", Selection(limits=(Limit("end", "!=", date(2026, 6, 30)),))),
        ("UP<>99,5", Selection(bounds=(Bound("up", "!=", Decimal("99.5")),))),
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


@given(st.text(max_size=300))
def test_whatever_is_typed_is_understood_or_told(text: str) -> None:
    found = understood(text)
    for language in LANGUAGES:
        assert isinstance(problem_words(found.problems, speaker(language, ZoneInfo("Europe/Brussels"))), str)
