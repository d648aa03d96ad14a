"""The words of filters in English, French, Dutch and German, without accents (contract §6 "Filters")."""

import re
from collections.abc import Mapping

from pmo.portfolio import Phase
from pmo.selection import Flag, Order

KEYS: Mapping[str, tuple[str, str, str, str]] = {
    "phase": ("phase", "phase", "fase", "phase"),
    "program": ("program", "programme", "programma", "programm"),
    "post": ("post", "poste", "post", "vertretung"),
    "manager": ("manager", "chef", "leider", "leiter"),
    "owner": ("owner", "proprietaire", "eigenaar", "eigner"),
    "indicator": ("indicator", "indicateur", "indicator", "indikator"),
    "sort": ("sort", "tri", "sorteer", "sortierung"),
    "status": ("status", "statut", "status", "status"),
}
"""English key to its words in English, French, Dutch and German, without accents."""
ALSO_KEYS = {
    "phase": ("phases", "fasen", "phasen"),
    "program": ("programs", "programmes", "programmas", "programme", "prog"),
    "post": ("posts", "postes", "posten", "posto", "ambassade", "embassy", "botschaft", "auslandsvertretung"),
    "manager": ("managers", "gestionnaire", "responsable", "projectleider", "projektleiter", "leitung", "chefs", "pm"),
    "owner": ("owners", "commanditaire", "opdrachtgever", "auftraggeber", "eigentumer", "eigentuemer", "maitre"),
    "indicator": ("indicators", "indicateurs", "indicatoren", "indikatoren", "kpi"),
    "sort": ("trier", "sorteren", "sortieren", "sortiere", "ordre", "order", "tris", "volgorde", "reihenfolge"),
    "status": ("rag", "couleur", "kleur", "farbe", "statuts"),
}
FLAGS: Mapping[Flag, tuple[str, ...]] = {
    Flag.LATE: (
        *("late", "delayed", "overdue", "behind", "retard", "retarde", "retardes", "retardee", "tard"),
        *("laat", "vertraagd", "vertraagde", "vertraging", "achterstand"),
        *(
            "verspatet",
            "verspaetet",
            "verspatete",
            "verspaetete",
            "verspateten",
            "verspaeteten",
            "verzogerten",
            "verzoegerten",
            "verzogert",
            "verzoegert",
            "spat",
            "spaet",
            "verzug",
        ),
    ),
    Flag.STALE: (
        *("stale", "outdated", "perime", "perimes", "obsolete", "obsoletes", "depasse", "depasses"),
        *("verouderd", "verouderde", "veraltet", "veraltete", "veralteten", "uberholt", "ueberholt"),
    ),
    Flag.MISSING: (
        *("missing", "unanswered", "manquant", "manquants", "manquante", "manquantes", "ontbrekend", "ontbrekende"),
        *("onbeantwoord", "fehlend", "fehlende", "fehlenden", "fehlt", "fehlen", "unbeantwortet"),
    ),
    Flag.MINE: (*("mine", "my", "mes", "mon", "miens", "mijn", "mijne", "eigen", "meine", "meiner", "mein", "eigene"),),
}
UNREPORTED = frozenset(("unreported", "grey", "gray", "gris", "grijs", "grau"))
NOT_REPORTED = UNREPORTED | frozenset(
    (
        *("none", "aucun", "geen", "keiner", "not reported", "never reported", "non rapporte", "jamais rapporte"),
        *("niet gerapporteerd", "nooit gerapporteerd", "nicht gemeldet", "nie gemeldet", "nicht berichtet"),
    )
)
"""Never reported, alone and behind `status:`."""
PHASES: Mapping[Phase, tuple[str, ...]] = {
    # First, for without its accents a closed project is called in French what its closing is.
    Phase.CLOSED: ("closed", "clôturé", "cloturé", "cloturee", "clos", "ferme", "afgesloten", "abgeschlossen"),
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
ORDERS: Mapping[Order, tuple[str, ...]] = {
    Order.STATUS: ("status", "statut", "status", "status", "rag", "worst", "pire", "ergste"),
    Order.CODE: ("code",),
    Order.NAME: ("name", "nom", "naam", "title", "titre"),
    Order.PROGRAM: KEYS["program"],
    Order.MANAGER: (*KEYS["manager"], *ALSO_KEYS["manager"]),
    Order.END: ("end", "fin", "einde", "ende", "deadline", "echeance"),
    Order.PROGRESS: ("progress", "avancement", "voortgang", "fortschritt", "progres"),
    Order.DAY: ("date", "date", "datum", "datum", "day", "jour", "dag", "tag", "asof", "newest", "updated"),
}
BACKWARDS = ("desc", "descending", "decroissant", "aflopend", "absteigend", "-")
FORWARDS = ("asc", "ascending", "croissant", "oplopend", "aufsteigend", "+")
SAY_NOTHING = frozenset(
    re.findall(
        r"\w+",
        """
        a all alle alleen alles an and any are aub avec bitte by d dans das de den der des die donne du een en
        et geef gib give het i ich ik im in is ist its je l la le les lijst like list liste me met mij mir mit
        moi montre nach nur of ones only op par please project projecten projects projekt projekte projekten
        projet projets quelles quels qui see sehen seulement show sind sont status statut stp svp te that the
        their toon tous toutes und van veux voir von wat welche welke what which with would zeig zeige zien
        zijn
        """,
    )
)
"""Words that narrow nothing."""
