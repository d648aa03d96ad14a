"""The words of filters in English, French, Dutch and German, without accents (contract §6 "Filters")."""

from collections.abc import Mapping
from itertools import product

from dialogs.inflection import inflected, plainly
from locales.folding import folded, forms
from pmo.listed import Flag
from pmo.portfolio import Phase
from pmo.selection import Order

KEYS: Mapping[str, tuple[str, str, str, str]] = {
    "phase": ("phase", "phase", "fase", "phase"),
    "program": ("program", "programme", "programma", "programm"),
    "post": ("post", "poste", "post", "vertretung"),
    "manager": ("manager", "chef", "leider", "leiter"),
    "owner": ("owner", "propriétaire", "eigenaar", "eigner"),
    "indicator": ("indicator", "indicateur", "indicator", "indikator"),
    "sort": ("sort", "tri", "sorteer", "sortierung"),
    "status": ("status", "statut", "status", "status"),
    "only": ("only", "seulement", "alleen", "nur"),
    "computed": ("computed", "calculé", "berekend", "berechnet"),
}
"""English key to its words in English, French, Dutch and German, as people write them."""
ALSO_KEYS = {
    "phase": ("phases", "fasen", "phasen"),
    "program": ("programs", "programmes", "programmas", "programme", "prog"),
    "post": (
        "posts",
        "postes",
        "posten",
        "posto",
        "ambassade",
        "embassy",
        "botschaft",
        "auslandsvertretung",
        "dienststelle",
    ),
    "manager": ("managers", "gestionnaire", "responsable", "projectleider", "projektleiter", "leitung", "chefs", "pm"),
    "owner": ("owners", "commanditaire", "opdrachtgever", "auftraggeber", "eigentumer", "eigentuemer", "maitre"),
    "indicator": ("indicators", "indicateurs", "indicatoren", "indikatoren", "kpi"),
    "sort": ("trier", "sorteren", "sortieren", "sortiere", "ordre", "order", "tris", "volgorde", "reihenfolge"),
    "status": ("rag", "couleur", "kleur", "farbe", "statuts"),
    "only": ("uniquement", "enkel"),
    "computed": ("calculated", "figures", "calcule", "chiffres", "cijfers", "zahlen"),
}
FLAGS: Mapping[Flag, frozenset[str]] = {
    Flag.LATE: inflected(
        en="late delayed overdue behind",
        fr="retard retardé tard échu",
        nl="laat vertraagd vertraging achterstand achterstallig achter",
        de="verspätet verspätung verzögert verzögerung überfällig spät verzug rückstand hinter",
    )
    | frozenset(
        (
            *("off track", "off schedule", "behind on schedule", "hors delai", "hors delais", "hors planning"),
            *("achter op schema", "achter op planning", "achter op de planning", "achter op het schema"),
        )
    ),
    Flag.ON_TIME: inflected(
        en="punctual timely",
        fr="ponctuel ponctuelle",
        nl="tijdig stipt",
        de="pünktlich termingerecht fristgerecht rechtzeitig planmäßig",
    )
    | frozenset(
        (
            *("on time", "in time", "on track", "on schedule", "on plan", "ahead of schedule"),
            *("a temps", "dans les temps", "a l'heure", "dans les delais", "dans le delai", "en avance"),
            *(
                "op tijd",
                "op schema",
                "op planning",
                "op koers",
                "volgens schema",
                "volgens planning",
                "voor op schema",
            ),
            *("im plan", "im zeitplan", "nach plan", "auf kurs", "in der zeit"),
        )
    ),
    Flag.STALE: inflected(
        en="stale outdated obsolete", fr="périmé obsolète dépassé", nl="verouderd", de="veraltet überholt"
    ),
    Flag.MISSING: inflected(
        en="missing unanswered",
        fr="manquant",
        nl="ontbrekend ontbreekt ontbreken onbeantwoord",
        de="fehlend fehlt fehlen unbeantwortet",
    ),
    Flag.MINE: inflected(en="mine my", fr="mien mon ma mes", nl="mijn eigen", de="mein eigen"),
}
ME = plainly(en="me myself i", fr="moi moi-même", nl="ik mij mezelf mijzelf", de="ich mich mir")
"""The asker, behind `manager:` and `owner:`."""
SCHEDULE = plainly(en="schedule plan", fr="planning calendrier", nl="schema planning", de="zeitplan plan")
"""What something is behind: it says no more than that it is late."""
UNREPORTED = inflected(en="unreported grey gray", fr="gris", nl="grijs grijze", de="grau")
NEVER_REPORTED = ("unreported", "gris", "grijs", "grau")
"""How it is offered in English, French, Dutch and German."""
PHASES: Mapping[Phase, tuple[str, ...]] = {
    # First, for without its accents a closed project is called in French what its closing is.
    Phase.CLOSED: (
        *("clôturé", "cloturé", "clotures", "cloturee", "cloturees"),
        *inflected(en="closed", fr="clos fermé", nl="afgesloten gesloten", de="abgeschlossen geschlossen"),
    ),
    Phase.INITIATING: (
        "initiating",
        "initialisation",
        "initiation",
        "initiatie",
        "initiierung",
        "lancement",
        "demarrage",
        "opstart",
        "start",
        "initialisierung",
    ),
    Phase.PLANNING: ("planning", "planification", "planung", "plannen"),
    Phase.EXECUTING: (
        "executing",
        "execution",
        "uitvoering",
        "durchfuhrung",
        "durchfuehrung",
        "umsetzung",
        "realisation",
        "realisatie",
        "ausfuhrung",
        "ausfuehrung",
    ),
    Phase.CLOSING: ("closing", "cloture", "afsluiting", "abschluss", "closure", "afronding", "fermeture"),
}
ORDERS: Mapping[Order, tuple[str, str, str, str]] = {
    Order.STATUS: KEYS["status"],
    Order.CODE: ("code", "code", "code", "code"),
    Order.NAME: ("name", "nom", "naam", "name"),
    Order.PROGRAM: KEYS["program"],
    Order.MANAGER: KEYS["manager"],
    Order.END: ("end", "fin", "einde", "ende"),
    Order.PROGRESS: ("progress", "avancement", "voortgang", "fortschritt"),
    Order.DAY: ("date", "date", "datum", "datum"),
}
"""What stands behind `sort:`, in English, French, Dutch and German."""
ALSO_ORDERS: Mapping[Order, tuple[str, ...]] = {
    Order.STATUS: ("rag", "worst", "pire", "ergste"),
    Order.NAME: ("title", "titre", "titel"),
    Order.MANAGER: ALSO_KEYS["manager"],
    Order.END: ("deadline", "echeance"),
    Order.PROGRESS: ("progres",),
    Order.DAY: ("day", "jour", "dag", "tag", "asof", "newest", "updated"),
}
BACKWARDS = ("desc", "descending", "decroissant", "aflopend", "absteigend", "-")
FORWARDS = ("asc", "ascending", "croissant", "oplopend", "aufsteigend", "+")
_DENIALS = plainly(
    en="not no never without neither non",
    fr="pas non sans jamais ni aucun aucune",
    nl="niet geen zonder nooit",
    de="nicht kein keine keinen ohne nie weder",
)
NOT = _DENIALS | frozenset(
    (
        *plainly(en="except excepting excluding excepted excluded"),
        *plainly(fr="sauf hors hormis excepté", nl="behalve uitgezonderd", de="außer ausgenommen"),
        *("all but", "everything but", "anything but", "any but", "except for", "other than", "apart from"),
        *("a part", "a l'exception de", "a l'exception des", "autre que", "autres que", "en dehors de"),
        *("met uitzondering van", "anders dan", "andere dan"),
        *("bis auf", "mit ausnahme von", "abgesehen von", "anders als", "andere als"),
    )
)
"""What follows is not so."""
ALSO_BEHIND = plainly(en="excepted excluded", fr="excepté", nl="uitgezonderd", de="ausgenommen")
"""Stands also behind what is not so."""
YET = plainly(en="yet", fr="encore", nl="nog", de="noch")
"""Says nothing beside `not`."""
_SAID = inflected(
    en="reported", fr="rapporté communiqué déclaré", nl="gerapporteerd gemeld gemelde", de="gemeldet berichtet"
)
_REPORT = plainly(
    en="report reports status",
    fr="rapport rapports statut",
    nl="rapport rapporten verslag melding meldingen statusrapport",
    de="Bericht Berichte Meldung Meldungen Statusbericht Statusmeldung",
)
_AN = ("", *plainly(en="a any", fr="de un", nl="een", de="ein eine einen"))
NOT_REPORTED = UNREPORTED | frozenset(
    (
        *("none", "aucun", "geen", "keiner"),
        *map(" ".join, product(_DENIALS, _SAID)),
        *(" ".join(f"{denial} {an} {report}".split()) for denial, an, report in product(_DENIALS, _AN, _REPORT)),
    )
)
"""Never reported, alone where it is several words, and behind `status:`."""
_KNOWN = inflected(en="known judged", fr="évalué", nl="beoordeeld bekend", de="bewertet bekannt")
NOT_KNOWN = frozenset(
    (
        *plainly(en="unknown", fr="inconnu inconnue inconnus", nl="onbekend onbekende", de="unbekannt"),
        *map(" ".join, product(_DENIALS, _KNOWN)),
    )
)
"""Of a computed status: the figures do not tell."""
NOR = frozenset(("noch", "nor"))
"""Denies what follows and, between two things, also what stands before."""
EITHER = plainly(en="or nor", fr="ou", nl="of noch", de="oder noch")
"""Of what stands before and behind, one is enough."""
SAYS_WHOSE = frozenset(("of",))
"""What says `or` in Dutch, and in English whose something is: the latter behind a word for several."""
SEVERAL = plainly(en="projects ones one all any some each every most many list status")
CLOSED = {Phase.CLOSED: PHASES[Phase.CLOSED]}
"""A phase that is said without its key: the words of the others are also those of names."""
PHASE_WORDS = plainly(en="phase phases", nl="fase fasen", de="phasen")
COMPUTED_WORDS = inflected(en="computed calculated", fr="calculé", nl="berekend", de="berechnet")
SORT_WORDS = inflected(
    en="sort sorted order ordered",
    fr="trier trié tri",
    nl="sorteer sorteren gesorteerd volgorde",
    de="sortier sortiert sortierung",
)
CONNECTING = (
    # each line says the same in English, French, Dutch and German
    ("a an the", "le la les l un une", "de het een 't", "der die das den dem des ein eine einen einem einer eines"),
    ("all every everything each any", "tout toute tous toutes", "alle alles", "alle alles aller allen allem"),
    ("and or nor but", "et ou ni mais", "en of noch maar", "und oder noch aber"),
    ("at in on to", "à au aux en dans sur", "aan in op te", "an am in im auf zu zum zur ins"),
    ("by for from of with", "par pour de du des d avec", "door voor uit van met bij", "nach für aus von vom mit bei"),
    (
        "that which what who s",
        "que qu ce c qui quel quelle quels quelles",
        "dat wat welk welke wie",
        "was welche welcher welches",
    ),
    (
        "is are be there it",
        "est sont il ils elles y a t",
        "is zijn staat staan er het",
        "ist sind es gibt steht stehen",
    ),
    ("has have do does", "ont ne n", "heeft hebben", "hat haben"),
    ("i me us you their its", "je j me moi nous vous leur leurs", "ik me mij ons u hun", "ich mir uns sie ihr ihre"),
    ("still yet", "encore toujours", "nog steeds", "noch immer"),
    ("only too", "seulement uniquement trop", "alleen enkel te", "nur zu"),
    ("show see give list", "montre montrer donne voir liste", "toon zien geef lijst", "zeig zeige sehen gib liste"),
    ("please want would like", "stp svp veux voudrais", "aub wil graag", "bitte möchte"),
    ("how many", "combien", "hoeveel", "wie viele wieviele"),
    ("one ones", "ceux celles", "degene degenen", "diejenigen"),
    ("project projects", "projet projets", "project projecten", "projekt projekte projekten projekts"),
    ("status", "statut", "status", "status"),
)
SAY_NOTHING = plainly(en=" ".join(word for line in CONNECTING for word in line))
"""Words that narrow nothing."""


def is_unreported(word: str, *, is_behind_key: bool = False) -> bool:
    """Whether a word or phrase says never reported; `none` and the like say so behind `status:` only."""
    return any(form in NOT_REPORTED and (is_behind_key or form in UNREPORTED or " " in form) for form in forms(word))


def key_named(word: str) -> str:
    """The English key of a word of any of the languages; empty for another word."""
    return next((_BY_KEY[form] for form in forms(word) if form in _BY_KEY), "")


_BY_KEY = {word: key for names in (ALSO_KEYS, KEYS) for key, words in names.items() for word in map(folded, words)}
