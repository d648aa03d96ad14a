"""Words that are likely to hurt: what stands in them is wrong in one way each."""

from typing import Any

ZWJ = "\u200d"
FAMILY = f"👩{ZWJ}👩{ZWJ}👧{ZWJ}👦"
RTL = "ما هو وضع المشروع؟"

CODES = ("VISA", "APPT", "SATCOM", "NIS2", "CONSUL", "SECNET", "VISA.ONLINE", "SATCOM.UP", "FAILED-MOVES", "LATE-END")
RESTRICTED = ("CIPHER", "PKI", "CYBER")
SPELT = ("visa", "ViSa", "VISA.", "VISA...", ".VISA", "VISA,", "“VISA”", "V I S A", "VISA APPT", "VISÅ", "V\u0301ISA")
UNKNOWN = ("NOSUCH", "NO-SUCH.CODE", "__proto__", "../../etc/passwd", "'; DROP TABLE projects; --", "%s%n", "{0}", "{}")
WORDS = (
    "LATE",
    "RED",
    "HELP",
    "ALL",
    "all",
    "mine",
    "none",
    "null",
    "None",
    "True",
    "portfolio",
    "pmo",
    "me",
    "I",
    "-",
)

FILTER_KEYS = (
    *("phase", "program", "post", "manager", "owner", "indicator", "sort", "status", "fase", "statut", "leiter"),
    *("tri", "vertretung", "eigenaar", "kpi", "nokey", "рhase"),
)
FILTER_VALUES: tuple[Any, ...] = (
    *("executing", "closed", "CONSUL", "KTM", "nbrennan", "Brennan", "red", "rot", "unreported", "-end", "end desc"),
    *("X<", "SPI<0.9", "<", "<<<", "X<1e999", "X=NaN", "X>٣", "X<²", "-", "--", ",", ",,,", '"', '""', "“", "«", ":"),
    *("a" * 300, "red,green,amber", "red;rot|rouge", "X<1<2", "X<" + "9" * 150, "VISA.ONLINE>=50%", "*", "\\"),
    *("(", "["),
)
FILTERS = (
    *("red", "late", "stale", "missing", "mine", "unreported", "red green amber", "red not red", "late mine stale"),
    *("phase:", "program:", "indicator:X<", "sort:-", '"unclosed quote', "phase:phase:phase:"),
    *("status:red status:green",),
    *("phase:closed red", "::::", "red,,,,", "sort:sort:sort:", "X<0.9 X>0.9", "SPI<0.9 SPI<0.8 SPI<0.7"),
    *("sort:code -",),
    *("«", "» «", "“ ” ” “", "'", "a'b'c", "red!", "RED?", "(red)", "-red", "+red", "<", ">=", "a<b", "1<2"),
    *("%", "sort:name desc"),
)
NUMBERS = (
    *("0", "-1", "1e999", "NaN", "Infinity", "-inf", "9" * 40, "1e308", "1e-999", "0x10", "1_000"),
    *("1.000.000,50", "٣٤"),
    *("²", "½", "Ⅷ", "１２", "१२", "۲۰۲۶", "𝟜", "十", "+0", "-0", "--1", "1,2,3", "12 %", "%", "٪", "1e", "e1"),
    *(".5", "5."),
)
DATES = (
    *("2026-02-30", "2026-13-01", "2026-00-00", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01"),
    *("31/4", "29/2"),
    *("29/2/2027", "0/0", "32 March", "30 février", "31 juin 2026", "1/1/1", "12/3 11/3", "20/3 12/3"),
    *("1/1/1900 2/1/1900",),
    *("1/1/2099 31/12/2099", "12/3 to 12/3/9999", "12/3/2026 20/3/2026 nobody", "1/5 2/5 pdewael", "٢٠٢٦-٠٣-١٢", "²/³"),
    *("yesterday", "tomorrow", "demain", "morgen", "next year", "12/3 20/3 20/4", "12.3.-20.3.", "12-20 March"),
    *("12–20 mars",),
    *("from 12/3", "until 12/3", "vom 1.1. bis", "12/3 20/3 nbrennan", "1/2/3/4/5", "99/99/9999"),
    *("2026-03-12T25:61", "week 54"),
)
PERIODS = (
    "2026-W54",
    "2026-W00",
    "KW 99",
    "KW 11/2026",
    "S0",
    "week 11",
    "W53 2026",
    "0000-W01",
    "9999-W52",
    "2026-W²",
    "W٣",
)
PERIODS_MORE = (
    "9999-12",
    "0000",
    "9999",
    "10000",
    "2026-Q5",
    "2026-Q1",
    "2026-13",
    "2026",
    "week 11, 9999",
    "semaine 53 (0000)",
)
LANGUAGES = ("xx", "klingon", "english", "DE", "fr-BE", "é", "nl,fr", "中文", "e n", "de" * 50)
ZONES = (
    *("Mars/Olympus", "Europe/Nowhere", "UTC+99", "+99:99", "../../../etc/localtime", "/etc/localtime"),
    *("Europe", "europe/brussels"),
    *("GMT-14", "posixrules", "localtime", "Etc/GMT+15", ".", "..", "Europe/", "\x00", "Brussels", "new york"),
    *("zone.tab", "leapseconds"),
)
SETTINGS = (
    *("hours 9-17", "hours 25-26", "hours 17-9", "hours 9-9", "hours ²-³", "reminders 99", "reminders -1"),
    *("workweek mon-sun",),
    *("workweek", "language", "budget 0", "hours 00:00-24:00", "overview never", "hours 9h30-17h61", "reminders ²"),
)
SENTENCES = (
    *("amber 60% 15 March supplier is late", "red", "green 100%", "green 101%", "amber ²%", "rot 9999%"),
    *("no change", "-1%"),
    *("not red", "red red red", "amber 31/2", "vert 12/3/9999 fini", "green 0% 0/0/0000"),
    *("amber " + "x" * 1500, "amber\n\nred", "%"),
)
SIGNS = (
    *("\x00", "\x00help", "he\x00lp", "\x07\x08\x1b[31m", "\u202ehelp", "\u2066\u2067\u2068\u2069", "\u200b"),
    *("\ufeffhelp", "\u00ad"),
    *(RTL, FAMILY, "Z̸̧a̷l̶g̵o" * 20, "e\u0301" * 200, "\u0301\u0302", "ＨＥＬＰ", "ｐｏｒｔｆｏｌｉｏ", "ﷺ", "ǅ", "ß", "İ"),
    *("ı", "\ufffd"),
    *("\ud800", "help \udfff", "\ud83d", "\U0010ffff", "\ufdd0", "\u2028\u2029", "\x85", "🏳️‍🌈", "👍🏽", "1️⃣", "\uffff"),
)
MARKUP = (
    *("<at>x</at>", "<at><at><at>PMO</at></at></at>", "<at id='0'>PMO</at> help", "</at>", "<at>" * 50),
    *("&lt;at&gt;", "&#0;", "&#x202e;"),
    *("**bold** _it_ ~~no~~", "[link](https://evil.example)", "![i](x)", "# title", "`code`", "```"),
    *("<script>alert(1)</script>", "<b>"),
    *("| a | b |", "{{DATE(2026-03-12)}}", "{{TIME(x)}}", "${x}", "{code}", "%(x)s", "{word!r}"),
    *("{0.__class__}", "\\n", "\\u0000"),
)
LONG = (
    "x" * 10_000,
    "é" * 10_000,
    "\u0301" * 10_000,
    RTL * 550,
    FAMILY * 900,
    "word " * 2_500,
    '"' * 5_000,
    "«" * 5_000,
    "a:" * 5_000,
    "phase:" * 1_500,
    "<at>" * 2_500,
    "<at>" + "x" * 9_000 + "</at>",
    "1/1 " * 2_500,
    "12 March " * 1_100,
    "9" * 10_000,
    "9." * 5_000,
    " " * 10_000 + "help",
    "/" * 10_000,
    "." * 10_000,
    "," * 10_000,
    "X<1 " * 2_500,
    "red " * 2_500,
    "-" * 10_000,
    "&amp;" * 2_000,
    "ﷺ" * 10_000,
    "('" * 5_000,
    "from to " * 1_200,
    "VISA " * 2_000,
    "VISA amber " + "9% " * 3_000,
    "2026-W11 " * 1_100,
    "a b" * 3_000 + "x" * 40_000,
)
NOTHING = ("", " ", "/", "//", "?", "!", ".", "\t", "/ /", "…")

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2, 10**9, 2**63, -(2**63), 2**64 - 1, 10**30, 1.5, -0.0, 1e308, 5e-324, 0.1),
    *([], {}, [None], [[[]]], {"a": {"b": [1]}}, ["red"], {"rag": "red"}, {"": None}, "", " ", "\x00", "\u202e", RTL),
    *("x" * 100_000, "é" * 50_000, "👩🏽" * 9_000, "a\r\nb" * 3_000, "9" * 5_000, "1" * 400, "* " * 40_000),
    *("\u0301" * 30_000,),
    *("-1", "0", "1", "2", "7", "8", "20", "999999", "1000000", "9223372036854775808", "1e0", "1E5", "²", "١"),
    *("１", "½", "0x1"),
    *("abc", "true", "TRUE", "false", "on", "yes", "null", "undefined", "NaN", "Infinity", "-0", "+1", " 1 "),
    *("1.0", "1,5", "100.01"),
    *("<b>**x**</b>", "[link](https://evil.example)", "{0}", "{name}", "%s", "\ufdd0", "\u2066", "'; --"),
    *("../..", "/etc/passwd"),
    *("2026-03-20", "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "2026-W11", "2026-W54", "20/3", "tomorrow"),
    *("green", "RED", "amber ", "purple", "1d", "3d", "1h", "0d", "999999d", "²h", "afternoon", "10:00"),
    *("24:00", "25:61", "²:00"),
    *("nbrennan", "pmo", "cmarchal", "VISA", "CIPHER", "KTM", "fr", "klingon", "Europe/Brussels", "Mars/X"),
    *("9-17", "9:00-8:00"),
    *("indicator:X<", "phase:", "red", "never", "monthly", "visa/declared", "visa/computed#1", "12.000"),
    *("0,95", "50 %", "--"),
)
"""What a hand-made card could send in any field."""
_DAYS = (
    "2026-02-30",
    "2026-3-1",
    "20260320",
    "2026-W11-5",
    "9999-12-31",
    "0001-01-01",
    "٢٠٢٦-٠٣-١٢",
    "2026-03-12T10:00",
    "²",
)
_NUMBERS = (
    "²",
    "٥",
    "½",
    "1e999",
    "1E+5",
    "NaN",
    "-5",
    "100,01",
    "1.000.000",
    "9" * 60,
    "12.000",
    "0x1",
    "1_0",
    "50 %",
    "−1",
)
_NAMES = (
    "x" * 100_000,
    "nobody",
    "*",
    "pmo",
    "Nora Brenan",
    "nbrennan;pdewael",
    "\x00",
    RTL,
    "bhartmann",
    "@Luc Dessart",
)
_TIMES = ("24:00", "²:00", "٩:00", "9", "10:00:00", "10:60", "-1:00", "10:00\n", "10.00", "noon")
_PAGES = ("0", "-1", "1000000", "9" * 30, "²", "١", "1.0", "1e0", "", " 1", "x", 10**30, 1.5, None, [1])
_KEYS: tuple[Any, ...] = (
    "visa/declared",
    "VISA/DECLARED",
    "visa/declared/",
    "visa",
    "/",
    "..",
    "\x00",
    "x" * 100_000,
    None,
    [],
    {"a": 1},
    7,
)
MEANT_FOR: dict[str, tuple[Any, ...]] = {
    "rule": (
        *("FREQ=WEEKLY;INTERVAL=²;BYDAY=TH", "FREQ=WEEKLY;INTERVAL=" + "9" * 5_000, "FREQ=MONTHLY;BYDAY=99MO"),
        *(
            "FREQ=MONTHLY;BYDAY=53MO",
            "FREQ=WEEKLY;BYDAY=TH\nDTSTART:19990101",
            "FREQ=WEEKLY;BYMONTH=0",
            "FREQ=SECONDLY",
        ),
        *(
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=WEEKLY;COUNT=1;BYDAY=TH",
            "RRULE:FREQ=WEEKLY;BYDAY=FR",
            "FREQ",
            "=;=",
        ),
    ),
    "rhythm": ("own", "program", "WEEKLY", "x" * 100_000, "daily", None, ["weekly"], {}, 1),
    "weekday": ("0", "8", "²", "٤", "4.0", 4, 4.5, "1,2", None, True),
    "ask_at": _TIMES,
    "within": ("0d", "²h", "999999d", "1d\n", "1w", "9" * 5_000 + "h", "-1d", "1.5d", "٣h"),
    "hours": ("9-17", "17-9", "²-³", "9h-17h30", "25-26", "9-17-18", "-", "x" * 100_000, "de 9 à 17", "00:00-24:00"),
    "holidays": ("none; CD", "CD;" * 5_000, "XX", "²", "Belgique, België", "EU", "x" * 100_000, ["CD"], None, {}),
    "closing": (
        *("24/12 - 31/12", "from tomorrow", "until 1/1/9999", "tomorrow;" * 5_000, "1/1 - 31/12", "31/2", "²/³"),
        *("0001-01-01", "9999-12-31", "today, tomorrow and Friday", "x" * 100_000, "; ;", None, ["1/4"], {}),
    ),
    "opening": ("Saturday", "6 April - 6 May", "9999-12-31", "tomorrow" * 1_000, "بعد غد", None),
    "back": ("closed:2026-07-21", "opened:2026-07-21", "closed:", ":,:", "closed:2026-07-21," * 5_000, None, [1]),
    "close": (
        *("2026-03-20;" * 300, "2026-3-20", "9999-12-31", "1999-01-01", "2026-03-11", "tomorrow", "²"),
        *(";".join(f"2027-01-{n:02}" for n in range(1, 32)), None, ["2026-03-20"], {}),
    ),
    "closure": ("2026-03-11T08:00:00+00:00", "x" * 100_000, None, {}, 1),
    "post": ("fih", " FIH ", "NOWHERE", "", "x" * 100_000, None, ["FIH"], {}, 1),
    "workweek": ("²", "0,8", "1,1,1", ",,,", "mon-fri", "1;2", "x" * 100_000, [1, 2], 12345),
    "timezone": ZONES,
    "language": LANGUAGES,
    "page": _PAGES,
    "version": (*_PAGES, -1, 2**63, "abc", True),
    "period": (*PERIODS, *_KEYS),
    "filters": (*FILTERS, "x" * 100_000, "phase:" * 30_000),
    "first": _DAYS,
    "by": (*_DAYS, "2031-03-20", "2020-01-01"),
    "forecast_end": _DAYS,
    "action_by": _DAYS,
    "milestone/LIVE": _DAYS,
    "owner": _NAMES,
    "person": _NAMES,
    "code": (*_KEYS, "a " * 50_000),
    "action_owner": _NAMES,
    "help_from": _NAMES,
    "rag": ("GREEN", "purple", "грин", "²", ["red"], True, 1, "red\x00"),
    "for": ("0d", "2d", "²d", "1H", "tonight", None, [], "1d "),
    "sure": (True, "TRUE", "1", None),
    **dict.fromkeys(("alert", "card", "proposal", "project", "program", "scope", "member"), _KEYS),
    **dict.fromkeys(
        ("progress", "indicator/VISA.ONLINE", "planned_cost", "actual_cost", "reminders", "message_budget"), _NUMBERS
    ),
    **dict.fromkeys(("slip_amber", "slip_red", "index_amber", "risk_red", "ambers", "fewest_reminders"), _NUMBERS),
}
"""What is wrong with one field in a way of its own; an input of a check-in by what follows the project's code."""
