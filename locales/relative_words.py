"""How four languages say days that depend on today: tables of phrases, without case and accents."""

from locales.relative_speech import Edge, Sense, Speech, Unit, calendar, each, joined, numbers

_OF_YEAR = "(?:(?:,|(?: of)?) {year})?"
_WEEK_OF_YEAR = r"(?:[\s,/][\s,/]?{year})?"

_SPANS = each({Unit.WEEK: "week", Unit.MONTH: "month", Unit.QUARTER: "quarter", Unit.YEAR: "year"})
ENGLISH = Speech(
    phrases=(
        (Sense.BEFORE_YESTERDAY, "(?:the )?day before yesterday"),
        (Sense.YESTERDAY, "yesterday"),
        (Sense.TODAY, "today"),
        (Sense.TOMORROW, "tomorrow"),
        (Sense.AFTER_TOMORROW, "(?:the )?day after tomorrow"),
        (Sense.WEEKDAY_OF_LAST_WEEK, "{weekday}(?: of)? last week"),
        (Sense.WEEKDAY_OF_LAST_WEEK, "last week(?: on)? {weekday}"),
        (Sense.WEEKDAY_OF_THIS_WEEK, "{weekday}(?: of)? this week"),
        (Sense.WEEKDAY_OF_NEXT_WEEK, "{weekday}(?: of)? next week"),
        (Sense.WEEKDAY_OF_NEXT_WEEK, "next week(?: on)? {weekday}"),
        (Sense.WEEKDAY_OF_WEEK, "{weekday}(?:,| of| in)? week {week}" + _WEEK_OF_YEAR),
        (Sense.WEEKDAY_IN_WEEKS, "{weekday} in {number} weeks?"),
        (Sense.WEEKDAY_IN_WEEKS, "{weekday} week"),
        (Sense.WEEKDAY_IN_WEEKS, "a week (?:on|from) {weekday}"),
        (Sense.LAST_WEEKDAY, "(?:last|past) {weekday}"),
        (Sense.COMING_WEEKDAY, "(?:(?:this|the) )?(?:coming|upcoming) {weekday}"),
        (Sense.THIS_WEEKDAY, "this {weekday}"),
        (Sense.NEXT_WEEKDAY, "next {weekday}"),
        (Sense.WEEKDAY, "{weekday}"),
        (Sense.IN, "in {number} {unit}(?:'? time)?"),
        (Sense.IN, "{number} {unit} from (?:now|today)"),
        # Without `of`, May is a verb as well: early may, in the end may.
        (Sense.EDGE_OF_MONTH, "(?!(?:end|early) may)(?:the )?{edge} {month}" + _OF_YEAR),
        (Sense.EDGE_OF_QUARTER, "(?:the )?{edge} (?:the )?{quarter}" + _OF_YEAR),
        (Sense.EDGE_OF_NEXT, "(?:the )?{edge} {next}"),
        (Sense.EDGE_OF_THIS, "(?:the )?{edge} {this}"),
        (Sense.EDGE_OF_THIS, "(?:the )?{edge} (?:the )?{span}"),
        (Sense.EDGE_OF_THIS, "{closing}"),
        (Sense.EDGE_OF_YEAR, "(?:the )?{edge} {year}"),
        (Sense.NEXT, "{next}"),
        (Sense.THIS, "{this}"),
        (Sense.WEEK, "week {week}" + _WEEK_OF_YEAR),
    ),
    slots={
        **calendar("en"),
        "number": numbers("one|a|an two three four five six seven eight nine ten eleven twelve"),
        "unit": each({Unit.DAY: "day|days", Unit.WEEK: "week|weeks", Unit.MONTH: "month|months"})
        | each({Unit.YEAR: "year|years"}),
        "edge": each(
            {Edge.START: "start of|beginning of|early", Edge.MIDDLE: "middle of|mid", Edge.END: "end of|end"}
        ),
        "quarter": numbers("q1 q2 q3 q4") | joined("first|1st", {"quarter": 1}) | joined("second|2nd", {"quarter": 2})
        | joined("third|3rd", {"quarter": 3}) | joined("fourth|4th", {"quarter": 4}),
        "span": _SPANS,
        "this": joined("this", _SPANS),
        "next": joined("next", _SPANS),
        "closing": {"month end": Unit.MONTH, "quarter end": Unit.QUARTER, "year end": Unit.YEAR},
    },
    leads="by|on",
)  # fmt: skip

_FRENCH_SPANS = each({Unit.WEEK: "semaine", Unit.MONTH: "mois", Unit.QUARTER: "trimestre", Unit.YEAR: "annee"})
FRENCH = Speech(
    phrases=(
        (Sense.BEFORE_YESTERDAY, "avant hier"),
        (Sense.YESTERDAY, "hier"),
        (Sense.TODAY, "aujourd'hui"),
        (Sense.TOMORROW, "demain"),
        (Sense.AFTER_TOMORROW, "apres demain"),
        (Sense.WEEKDAY_OF_LAST_WEEK, "{weekday}(?: de)?(?: la)? semaine (?:derniere|passee)"),
        (Sense.WEEKDAY_OF_THIS_WEEK, "{weekday}(?: de)? cette semaine"),
        (Sense.WEEKDAY_OF_NEXT_WEEK, "{weekday}(?: de)?(?: la)? semaine prochaine"),
        (Sense.WEEKDAY_OF_NEXT_WEEK, "(?:la )?semaine prochaine,?(?: le)? {weekday}"),
        (Sense.WEEKDAY_OF_WEEK, "{weekday}(?:,| de| en)?(?: la)? semaine {week}" + _WEEK_OF_YEAR),
        (Sense.WEEKDAY_IN_WEEKS, "{weekday} dans {number} semaines?"),
        (Sense.WEEKDAY_IN_WEEKS, "{weekday} en {eights}"),
        (Sense.LAST_WEEKDAY, "{weekday} (?:dernier|passe)"),
        (Sense.COMING_WEEKDAY, "(?:ce )?{weekday} qui vient"),
        (Sense.THIS_WEEKDAY, "ce {weekday}"),
        (Sense.NEXT_WEEKDAY, "{weekday} prochain"),
        (Sense.NEXT_WEEKDAY, "prochain {weekday}"),
        (Sense.WEEKDAY, "{weekday}"),
        (Sense.IN, "(?:dans|d'ici(?: a)?) {eights} jours"),
        (Sense.IN, "dans {number} {unit}"),
        (Sense.EDGE_OF_MONTH, "(?:la |le )?{edge} (?:de |d'|du mois de |du mois d')?{month}(?: {year})?"),
        (Sense.EDGE_OF_QUARTER, "(?:la |le )?{edge} (?:du |de )?{quarter}(?: {year})?"),
        (Sense.EDGE_OF_NEXT, "(?:la |le )?{edge} (?:de la |de l'|du |de )?{next}"),
        (Sense.EDGE_OF_THIS, "(?:la |le )?{edge} (?:de )?{this}"),
        (Sense.EDGE_OF_THIS, "(?:la |le )?{edge} (?:de la |de l'|du |de |d')?{span}"),
        (Sense.EDGE_OF_YEAR, "(?:la |le )?{edge} (?:de )?{year}"),
        (Sense.NEXT, "(?:la |le |l')?{next}"),
        (Sense.THIS, "{this}(?: ci)?"),
        (Sense.WEEK, "(?:la )?semaine {week}" + _WEEK_OF_YEAR),
    ),
    slots={
        **calendar("fr"),
        "number": numbers("un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"),
        "unit": each({Unit.DAY: "jour|jours", Unit.WEEK: "semaine|semaines", Unit.MONTH: "mois"})
        | each({Unit.YEAR: "an|ans"}),
        "edge": each({Edge.START: "debut", Edge.MIDDLE: "mi|milieu", Edge.END: "fin"}),
        "quarter": numbers("t1|q1 t2|q2 t3|q3 t4|q4") | joined("premier|1er", {"trimestre": 1})
        | joined("deuxieme|second|2e|2eme", {"trimestre": 2}) | joined("troisieme|3e|3eme", {"trimestre": 3})
        | joined("quatrieme|4e|4eme", {"trimestre": 4}),
        "span": _FRENCH_SPANS,
        "this": joined("ce|cette", _FRENCH_SPANS),
        "next": joined("prochain|prochaine", _FRENCH_SPANS)
        | each({Unit.WEEK: "semaine prochaine", Unit.MONTH: "mois prochain", Unit.QUARTER: "trimestre prochain"})
        | each({Unit.YEAR: "annee prochaine|an prochain"}),
        "eights": {"huit": 1, "quinze": 2},
    },
    leads="le|pour|d'ici|d'ici a|d'ici au",
)  # fmt: skip

_DUTCH_SPANS = each({Unit.WEEK: "week", Unit.MONTH: "maand", Unit.QUARTER: "kwartaal", Unit.YEAR: "jaar"})
DUTCH = Speech(
    phrases=(
        (Sense.BEFORE_YESTERDAY, "eergisteren"),
        (Sense.YESTERDAY, "gisteren"),
        (Sense.TODAY, "vandaag"),
        (Sense.TOMORROW, "morgen"),
        (Sense.AFTER_TOMORROW, "overmorgen"),
        (Sense.WEEKDAY_OF_LAST_WEEK, "(?:vorige|verleden|afgelopen) week(?: op)? {weekday}"),
        (Sense.WEEKDAY_OF_LAST_WEEK, "{weekday}(?: van)? (?:vorige|verleden|afgelopen) week"),
        (Sense.WEEKDAY_OF_THIS_WEEK, "deze week(?: op)? {weekday}"),
        (Sense.WEEKDAY_OF_THIS_WEEK, "{weekday}(?: van)? deze week"),
        (Sense.WEEKDAY_OF_NEXT_WEEK, "volgende week(?: op)? {weekday}"),
        (Sense.WEEKDAY_OF_NEXT_WEEK, "{weekday}(?: van)? volgende week"),
        (Sense.WEEKDAY_OF_WEEK, "{weekday}(?:,| van| in)? week {week}" + _WEEK_OF_YEAR),
        (Sense.WEEKDAY_IN_WEEKS, "{weekday} over {number} (?:week|weken)"),
        (Sense.LAST_WEEKDAY, "(?:vorige|verleden|afgelopen) {weekday}"),
        (Sense.LAST_WEEKDAY, r"{weekday} (?:jongstleden|jl\.?|ll\.?)"),
        (Sense.COMING_WEEKDAY, "(?:aanstaande|komende|aankomende|eerstkomende|eerstvolgende) {weekday}"),
        (Sense.COMING_WEEKDAY, r"{weekday} (?:aanstaande|a\.s\.)"),
        (Sense.THIS_WEEKDAY, "deze {weekday}"),
        (Sense.NEXT_WEEKDAY, "volgende {weekday}"),
        (Sense.WEEKDAY, "{weekday}"),
        (Sense.IN, "over {number} {unit}"),
        (Sense.EDGE_OF_MONTH, "(?:het )?{edge} (?:van )?(?:de maand )?{month}(?: {year})?"),
        (Sense.EDGE_OF_QUARTER, "(?:het )?{edge} (?:van )?(?:het )?{quarter}(?:(?: van)? {year})?"),
        (Sense.EDGE_OF_NEXT, "(?:het )?{edge} (?:van )?{next}"),
        (Sense.EDGE_OF_THIS, "(?:het )?{edge} (?:van )?{this}"),
        # A bare `half jaar` is six months, so the article must be there.
        (Sense.EDGE_OF_THIS, "(?:het )?{edge} (?:van )?(?:de|het) {span}"),
        (Sense.EDGE_OF_THIS, "{closing}"),
        (Sense.EDGE_OF_YEAR, "(?:het )?{edge} (?:van )?{year}"),
        (Sense.NEXT, "{next}"),
        (Sense.THIS, "{this}"),
        (Sense.WEEK, "week {week}" + _WEEK_OF_YEAR),
    ),
    slots={
        **calendar("nl"),
        "number": numbers("een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"),
        "unit": each({Unit.DAY: "dag|dagen", Unit.WEEK: "week|weken", Unit.MONTH: "maand|maanden"})
        | {"jaar": Unit.YEAR},
        "edge": each({Edge.START: "begin", Edge.MIDDLE: "half|medio|midden", Edge.END: "eind|einde"}),
        "quarter": numbers("q1|k1 q2|k2 q3|k3 q4|k4") | joined("eerste|1e|1ste", {"kwartaal": 1})
        | joined("tweede|2e|2de", {"kwartaal": 2}) | joined("derde|3e|3de", {"kwartaal": 3})
        | joined("vierde|4e|4de", {"kwartaal": 4}),
        "span": _DUTCH_SPANS,
        "this": joined("deze|dit", _DUTCH_SPANS),
        "next": joined("volgende|volgend|komende|komend", _DUTCH_SPANS),
        "closing": each({Unit.MONTH: "maandeinde", Unit.QUARTER: "kwartaaleinde", Unit.YEAR: "jaareinde"})
        | joined("eind|einde", _DUTCH_SPANS),
    },
    leads="op|tegen",
)  # fmt: skip

_NEXT = "(?:nae?chste|kommende)"
_LAST = "(?:letzte|vergangene|vorige)"
_GERMAN_NOMINATIVES = {"woche": Unit.WEEK, "monat": Unit.MONTH, "quartal": Unit.QUARTER, "jahr": Unit.YEAR}
_GERMAN_SPANS = {"woche": Unit.WEEK, "monats": Unit.MONTH, "quartals": Unit.QUARTER, "jahres": Unit.YEAR}
GERMAN = Speech(
    phrases=(
        (Sense.BEFORE_YESTERDAY, "vorgestern"),
        (Sense.YESTERDAY, "gestern"),
        (Sense.TODAY, "heute"),
        (Sense.TOMORROW, "morgen"),
        (Sense.AFTER_TOMORROW, "ue?bermorgen"),
        (Sense.WEEKDAY_OF_LAST_WEEK, "{weekday}(?: der)? " + _LAST + "[nr]? woche"),
        (Sense.WEEKDAY_OF_LAST_WEEK, _LAST + " woche(?: am)? {weekday}"),
        (Sense.WEEKDAY_OF_THIS_WEEK, "{weekday} diese[rn]? woche"),
        (Sense.WEEKDAY_OF_THIS_WEEK, "diese woche(?: am)? {weekday}"),
        (Sense.WEEKDAY_OF_NEXT_WEEK, "{weekday}(?: der)? " + _NEXT + "[nr]? woche"),
        (Sense.WEEKDAY_OF_NEXT_WEEK, _NEXT + " woche(?: am)? {weekday}"),
        (Sense.WEEKDAY_OF_WEEK, r"{weekday}(?:,| der| in)? (?:kalenderwoche|woche|kw)\s?{week}" + _WEEK_OF_YEAR),
        (Sense.WEEKDAY_IN_WEEKS, "{weekday} in {number} wochen?"),
        (Sense.LAST_WEEKDAY, _LAST + "[nmr]? {weekday}"),
        (Sense.COMING_WEEKDAY, "kommende[nmr]? {weekday}"),
        (Sense.THIS_WEEKDAY, "diese[nmr]? {weekday}"),
        (Sense.NEXT_WEEKDAY, "nae?chste[nmr]? {weekday}"),
        (Sense.WEEKDAY, "{weekday}"),
        (Sense.IN, "in {number} {unit}"),
        (Sense.EDGE_OF_MONTH, "{edge} (?:des monats )?{month}(?: {year})?"),
        (Sense.EDGE_OF_QUARTER, "{edge} (?:des )?{quarter}(?: {year})?"),
        (Sense.EDGE_OF_NEXT, "{edge} (?:der |des )?{next}"),
        (Sense.EDGE_OF_THIS, "{edge} {this}"),
        (Sense.EDGE_OF_THIS, "{edge} (?:der|des) {span}"),
        (Sense.EDGE_OF_THIS, "{closing}"),
        (Sense.EDGE_OF_YEAR, "{edge} (?:des jahres )?{year}"),
        (Sense.NEXT, "(?:in der )?{next}"),
        (Sense.THIS, "{this}"),
        (Sense.WEEK, r"(?:kalenderwoche|woche|kw)\s?{week}" + _WEEK_OF_YEAR),
    ),
    slots={
        **calendar("de"),
        "number": numbers(
            "ein|eine|einem|einer|einen zwei drei vier funf|fuenf sechs sieben acht neun zehn elf zwolf|zwoelf"
            " dreizehn vierzehn funfzehn|fuenfzehn"
        ),
        "unit": each({Unit.DAY: "tag|tage|tagen", Unit.WEEK: "woche|wochen", Unit.MONTH: "monat|monate|monaten"})
        | each({Unit.YEAR: "jahr|jahre|jahren"}),
        "edge": each({Edge.START: "anfang", Edge.MIDDLE: "mitte", Edge.END: "ende"}),
        "quarter": numbers("q1 q2 q3 q4") | joined("ersten|1.", {"quartals": 1, "quartal": 1})
        | joined("zweiten|2.", {"quartals": 2, "quartal": 2}) | joined("dritten|3.", {"quartals": 3, "quartal": 3})
        | joined("vierten|4.", {"quartals": 4, "quartal": 4}),
        "span": _GERMAN_SPANS,
        "this": joined("diese|dieser|diesen|dieses", _GERMAN_NOMINATIVES | _GERMAN_SPANS),
        "next": joined(
            "nachste|nachster|nachsten|nachstes|naechste|naechster|naechsten|naechstes"
            "|kommende|kommender|kommenden|kommendes",
            _GERMAN_NOMINATIVES | _GERMAN_SPANS,
        ),
        "closing": {"monatsende": Unit.MONTH, "quartalsende": Unit.QUARTER, "jahresende": Unit.YEAR},
    },
    leads="am|zum",
)  # fmt: skip

SPEECHES = (ENGLISH, FRENCH, DUTCH, GERMAN)
