"""A question means the same in English, French, Dutch and German, in all the forms in which people write it."""

from datetime import date
from decimal import Decimal

import pytest

from dialogs.filtering.understanding import understood
from pmo.colours import Colour
from pmo.criteria import Bound, Criteria, Limit
from pmo.listed import Flag
from pmo.portfolio import Phase, Rag
from pmo.selection import Order, Selection

REDS = Selection(rags=frozenset({Rag.RED}))
RED_OR_AMBER = Selection(rags=frozenset({Rag.RED, Rag.AMBER}))
GREENS = Selection(rags=frozenset({Rag.GREEN}))
LATE = Selection(flags=frozenset({Flag.LATE}))
NOT_GREEN = Selection(rags=frozenset({Rag.RED, Rag.AMBER, None}))
NOT_RED_OR_AMBER = Selection(rags=frozenset({Rag.GREEN, None}))
NEVER = Selection(rags=frozenset({None}))
NOT_LATE = Selection(without=Criteria(flags=frozenset({Flag.LATE})))
NOT_VISA = Selection(without=Criteria(words=("visa",)))
BELOW_HALF = Selection(limits=(Limit("progress", "<", Decimal(50)),))
ENDS_LATER = Selection(limits=(Limit("end", ">", date(2026, 10, 1)),))
CPI_BELOW = Selection(bounds=(Bound("cpi", "<", Decimal("0.9")),))
COMPUTED_RED = Selection(computed=frozenset({Colour.RED}))
EARLY = Selection(phases=frozenset({Phase.PLANNING, Phase.CLOSING}))
OF_ME = Selection(flags=frozenset({Flag.MANAGED}))
CLOSED = Selection(phases=frozenset({Phase.CLOSED}))
QUESTIONS = [
    (REDS, "red", "rouge", "rood", "rot"),
    (REDS, "reds", "les rouges", "de rode", "roter"),
    (REDS, "at red", "au rouge", "op rood", "auf rot"),
    (REDS, "in red", "en rouge", "in het rood", "rotes"),
    (REDS, "are there any red projects?", "y a-t-il des projets rouges ?", "zijn er rode projecten?", "gibt es rote?"),
    (REDS, "how many red projects", "combien de projets rouges", "hoeveel rode projecten", "wie viele rote Projekte"),
    (RED_OR_AMBER, "red or amber", "rouge ou orange", "rood of oranje", "rot oder gelb"),
    (RED_OR_AMBER, "red/amber", "rouge/ambre", "rood/geel", "roter / gelber"),
    (RED_OR_AMBER, "red, yellow", "rouge, jaunes", "rode, gele", "rote, gelbes"),
    (GREENS, "green ones", "ceux en vert", "groene", "grünes"),
    (LATE, "overdue", "échus", "achterstallig", "überfällig"),
    (LATE, "late ones", "échues", "achterstallige", "überfällige"),
    (LATE, "delayed projects", "projets retardés", "vertraagde projecten", "verzögerte Projekte"),
    (LATE, "delayed", "retardées", "vertraagd", "verspäteter"),
    (LATE, "behind schedule", "en retard sur le planning", "achter op schema", "hinter dem Zeitplan"),
    (LATE, "too late", "trop tard", "te laat", "zu spät"),
    (Selection(), "everything", "tout", "alles", "alle"),
    (Selection(), "all projects", "tous les projets", "alle projecten", "alle Projekte"),
    (NOT_GREEN, "not green", "pas vert", "niet groen", "nicht grün"),
    (NOT_GREEN, "without the green ones", "sans les verts", "zonder groene", "ohne die grünen"),
    (NEVER, "not reported", "non rapportés", "niet gerapporteerd", "nicht gemeldet"),
    (NEVER, "not red, amber or green", "ni rouge ni orange ni vert", "niet rood of oranje of groen", "nie gemeldet"),
    (NOT_LATE, "not late", "pas en retard", "niet te laat", "nicht verspätet"),
    (NOT_GREEN, "all but green", "tout sauf vert", "alles behalve groen", "alle außer grün"),
    (NOT_GREEN, "everything but green", "tous hors vert", "alles uitgezonderd groen", "alles bis auf grün"),
    (NOT_GREEN, "except for green", "à l’exception des verts", "met uitzondering van groen", "mit Ausnahme von Grün"),
    (NOT_GREEN, "all, green excepted", "tous, vert excepté", "alles, groen uitgezonderd", "alle, Grün ausgenommen"),
    (NOT_GREEN, "non-green", "non-vert", "niet-groen", "nicht-grün"),
    (NOT_GREEN, "- green", "! vert", "! groen", "- grün"),
    (NOT_RED_OR_AMBER, "neither red nor amber", "ni rouge ni orange", "noch rood noch oranje", "weder rot noch gelb"),
    (NOT_RED_OR_AMBER, "not red nor amber", "pas rouge ni orange", "rood noch oranje", "nicht rot noch gelb"),
    (REDS, "still red", "encore rouge", "nog rood", "noch rot"),
    (NOT_LATE, "on time", "à temps", "op tijd", "pünktlich"),
    (NOT_LATE, "on track?", "dans les temps", "op schema", "im Plan"),
    (NOT_LATE, "on schedule", "à l’heure", "volgens planning", "im Zeitplan"),
    (LATE, "not on time", "pas dans les temps", "niet op schema", "nicht im Zeitplan"),
    (LATE, "off track", "hors délais", "achter op het schema", "hinter Plan"),
    (BELOW_HALF, "progress under 50", "avancement inférieur à 50", "voortgang minder dan 50", "Fortschritt unter 50"),
    (BELOW_HALF, "progress is below 50 %", "avancement de moins de 50%", "voortgang lager dan 50 %", "Fortschritt<50%"),
    (
        ENDS_LATER,
        "end after 1 October 2026",
        "fin après le 1er octobre 2026",
        "einde na 1 oktober 2026",
        "Ende>1.10.2026",
    ),
    (ENDS_LATER, "end>1 October 2026", "fin > 1 octobre 2026", "einde>1 oktober 2026", "Ende nach dem 1. Oktober 2026"),
    (CPI_BELOW, "CPI below 0.9", "indicateur:CPI sous 0,9", "CPI kleiner dan 0,9", "CPI unter 0,9"),
    (COMPUTED_RED, "computed red", "calculé rouge", "berekend rood", "berechnet rot"),
    (COMPUTED_RED, "computed:red", "statut calculé : rouge", "berekende status rood", "berechneter Status rot"),
    (
        EARLY,
        "phase:planning or closing",
        "phase:planification ou clôture",
        "fase planning of afsluiting",
        "Phase:Planung oder Abschluss?",
    ),
    (OF_ME, "manager:me", "chef:moi", "leider:ik", "Leiter:ich"),
    (Selection(flags=frozenset({Flag.OWNED})), "owner: me", "propriétaire:Moi", "eigenaar:mij", "Eigner:mich"),
    (NOT_VISA, "not visa", "sauf visa", "behalve visa", "ohne visa"),
    (CLOSED, "closed", "clos", "afgesloten", "abgeschlossen"),
    (CLOSED, "closed projects", "projets clôturés", "gesloten projecten", "abgeschlossene Projekte"),
    (Selection(), "not closed", "pas clos", "niet afgesloten", "nicht abgeschlossen"),
    (Selection(order=Order.NAME), "sort by name", "trié par nom", "sorteer op naam", "sortiert nach Name"),
    (
        Selection(order=Order.END, backwards=True),
        "sort:end desc",
        "tri:fin desc",
        "sorteer:einde desc",
        "sortiere nach Ende absteigend",
    ),
    (
        Selection(phases=frozenset({Phase.CLOSING})),
        "in phase closing",
        "en phase de clôture",
        "in fase afsluiting",
        "in Phase Abschluss",
    ),
    (Selection(either=(("visa", "satcom"),)), "visa or satcom", "visa ou satcom", "visa of satcom", "visa, satcom"),
    (
        Selection(managers=("prado", "khoury")),
        "manager:prado or manager:khoury",
        "chef:prado ou chef:khoury",
        "leider:prado of leider:khoury",
        "Leiter:prado oder Leiter:khoury",
    ),
]


@pytest.mark.parametrize(("meant", "questions"), [(meant, said) for meant, *said in QUESTIONS])
def test_a_question_means_the_same_in_four_languages(meant: Selection, questions: list[str]) -> None:
    found = [understood(question) for question in questions]
    assert [one.selection for one in found] == [meant] * 4
    assert [one.problems for one in found] == [()] * 4


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("visa not", ("visa", "not")),
        ("purchase order", ("purchase", "order")),
        ("visa phase 2", ("visa", "phase", "2")),
    ],
)
def test_a_word_that_says_nothing_of_what_follows_is_looked_for(typed: str, words: tuple[str, ...]) -> None:
    assert understood(typed).selection == Selection(words=words)
