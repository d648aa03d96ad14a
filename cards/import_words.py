"""What an import says of a workbook, in the reader's language.

An import says it in English sentences, which scripts rely on (CONTRACT §3). Here the sentence is recognised by the
form it has and said again; one that has none of these forms stays as it is.
"""

import re
from functools import lru_cache

from locales import Say, to_be_said

FORMS: tuple[str, ...] = (
    to_be_said("a rule of kind {kind} counts nothing; leave the cell empty"),
    to_be_said("a rule of kind {kind} joins no others; leave the cell empty"),
    to_be_said("a rule of kind {kind} looks at no indicator; leave the cell empty"),
    to_be_said("a rule of kind {kind} looks at measured indicators only, not at {figure}"),
    to_be_said("the cell is empty; a rule of kind {kind} needs it"),
    to_be_said("the cell is empty; all_of needs the codes of other rules"),
    to_be_said("{figure} is known as it is now only; leave the cell empty"),
    to_be_said("{figure} has no earlier values to compare with; allowed: an indicator, or progress"),
    to_be_said("{value} is not a status; allowed: {words}"),
    to_be_said("no status is {comparison}: the rule would never hold"),
    to_be_said("{value} is not a number; allowed: a number in the unit of what is compared, or a share like 10%"),
    to_be_said("{value} is not a number; allowed: a number in the unit of what is compared"),
    to_be_said("{value} is a share; allowed: a number in the unit of the indicator"),
    to_be_said("a slip is measured from one milestone; allowed: one code, or none for the project's start"),
    to_be_said("of fewer than {count} values no trend is told from chance; allowed: {most} or more"),
    to_be_said("{value} is none of Nelson's rules; allowed: 1, 2, 3, or empty for all of them"),
    to_be_said("so many intervals have always passed; allowed: more than 0, like 1.5"),
    to_be_said("{value} is not a gate; allowed: {words}"),
    to_be_said("two statuses are at most 2 steps apart; allowed: 1 or 2"),
    to_be_said("a rule cannot join itself"),
    to_be_said("{code} joins other rules itself; name the rules it joins"),
    to_be_said("{code} looks at {scope} alone, not at {given}"),
    to_be_said("no indicator of {scope} ends in {ending}"),
    to_be_said("no indicator ends in {ending}"),
    to_be_said("no project has a milestone {code}"),
    to_be_said("{scope} has no milestone {code}"),
    to_be_said("no value of {indicator} is {comparison}: it is {high} at most"),
    to_be_said("no value of {indicator} is {comparison}: it is {low} at least"),
    to_be_said("{value} is not a date; allowed: YYYY-MM-DD, like 2026-03-11"),
    to_be_said("{value} is not a time; allowed: {form}, like {example}"),
    to_be_said("{value} are not working hours; allowed: like 09:00-17:00"),
    to_be_said("{value} end before they begin; allowed: hours of one day, like 09:00-17:00"),
    to_be_said("{value} is not a working week; allowed: like mon-fri, sun-thu or mon;tue;thu"),
    to_be_said("{value} is not a time zone; did you mean {zone}?"),
    to_be_said("{value} is not a time zone; allowed: IANA names, like Europe/Brussels"),
    to_be_said("{value} is not a country; allowed: two letters of ISO 3166-1, like BE"),
    to_be_said("{value} is not a span of time; allowed: working days or hours, like 1d or 6h"),
    to_be_said("{value} is not a period; allowed: like 2026-W11, 2026-03, 2026-Q1, 2026 or the date 2026-03-31"),
    to_be_said("{value} is not an instant; allowed: like 2026-03-05T10:12:00+01:00"),
    to_be_said("{reason}; allowed: like FREQ=WEEKLY;BYDAY=TH"),
    to_be_said("{rule} names a weekday that its period does not have"),
    to_be_said("{rule} does not fall within two years"),
    to_be_said("{rule} falls more than once in a week; one day a week is allowed"),
    to_be_said("{rule} falls more than once in a month; one day a month is allowed"),
    to_be_said("{rule} falls more than once in a quarter; one day a quarter is allowed"),
    to_be_said("{rule} falls more than once in a year; one day a year is allowed"),
    to_be_said("{rule} is no RRULE: it has more than {most} characters"),
    to_be_said("{rule} is no RRULE: {name} cannot be {value}"),
    to_be_said("{rule} is no RRULE that can be read"),
    to_be_said("{part} is not allowed in a rule; allowed are {parts}"),
    to_be_said("{rule} has no FREQ of WEEKLY, MONTHLY or YEARLY"),
    to_be_said("INTERVAL of {rule} is not a whole number from 1 to 24"),
    to_be_said("a name of {count} characters; allowed: up to {most}"),
    to_be_said("{value} is not a code; allowed: up to 40 letters, digits, - _ ."),
    to_be_said("{value} is not a milestone; allowed: PROJECT/CODE"),
    to_be_said("{value} is not a number; allowed: digits with a decimal point, like 1250.50"),
    to_be_said("{value} is negative; allowed: 0 or more"),
    to_be_said("{value} is not a currency; allowed: three letters, like EUR"),
    to_be_said("{value} is not a link; allowed: an address that begins with https://"),
    to_be_said("{value} is not a GUID; allowed: like 5f0c7a52-9a3e-4d0b-8f43-0d5f6f0b7a11"),
    to_be_said("{value} is not an e-mail address; allowed: like an.peeters@example.org"),
    to_be_said("{value} is not a Teams channel id; allowed: like {example}"),
    to_be_said("{value} is not a role; allowed: {roles}"),
    to_be_said("{value} is not allowed; allowed: a whole number from {low} to {high}"),
    to_be_said("{value} is not allowed; allowed: {words}"),
    to_be_said("{value} is out of range; allowed: {range}"),
    to_be_said("{value} is before the start, {start}"),
    to_be_said("{value} is before the first day, {start}"),
    to_be_said("{name} cannot stand in for themselves"),
    to_be_said("{value} is less than min, {low}"),
    to_be_said("{red} is above amber, {amber}; where higher is better, red must be the worse limit"),
    to_be_said("{red} is below amber, {amber}; where lower is better, red must be the worse limit"),
    to_be_said("{value} is negative; in a band it is the allowed distance from the target"),
    to_be_said("the cell is empty; a band with limits needs a target"),
    to_be_said("{red} is less than amber, {amber}; the distance for red must be the wider one"),
    to_be_said("a milestone cannot come after itself"),
    to_be_said("a circle: {codes}; none can come first"),
    to_be_said("{period} has not begun, today is {today}; {allowed}"),
    to_be_said("{key} was answered in Teams and stays; the row is added as version {version}"),
    to_be_said("was changed to {kept} since the last import; the file wins with {value}"),
    to_be_said("{name} holds a role that opens everything and stays as it is: two of the PMO take the role first"),
    to_be_said("{code} is headquarters and stays as it is: two of the PMO make another post headquarters first"),
    to_be_said("1 row still names what this import archives: {keys}"),
    to_be_said("{count} rows still name what this import archives: {keys}"),
    to_be_said("is no file of an import and is ignored; known are {files}"),
    to_be_said("the column is missing; it is required"),
    to_be_said("the column stands twice in the header; once is allowed"),
    to_be_said("the column is unknown and is ignored"),
    to_be_said("the cell is empty; a value is required"),
    to_be_said("the cell holds {count} characters; allowed: up to {most}"),
    to_be_said("the cell holds a NUL character; allowed: text, files in UTF-8"),
    to_be_said("the row has {count} cells but the header has {most}"),
    to_be_said("{value} stands in row {row} already; once is allowed"),
    to_be_said("{value} stands in row {row} already; one person is one member"),
    to_be_said(
        "{program} cannot work in {place}: {other} works there, and a channel shows one program; give one of them "
        "another channel or none in this file"
    ),
    to_be_said("{program} shares {place} with {other}, which alone is shown there"),
    to_be_said("{place} shows {program} from now on, and {other} no more"),
    to_be_said("{program} works in {place} from now on, and no more in {left}"),
    to_be_said("{program} has no channel any more; its manager and owner hear privately"),
    to_be_said("{program} leaves and has no digest any more; its manager and owner hear of it"),
    to_be_said("{place} shows no program any more"),
    to_be_said("{code} is not in {files}; it must be kept already or be part of this import"),
    to_be_said("{code} is archived; bring it back as a row of {files} or leave it out"),
    to_be_said("{code} is not in the {files} of this import"),
    to_be_said("{project} belongs to {home}, not to {program}; give the project or its program"),
    to_be_said("{code} has values in {unit}, which is money; what is no money needs a code of its own"),
    to_be_said("{indicator} is an indicator of {scope}, not of {given}"),
    to_be_said("{member} is the {part} of {project}, so no contributor"),
    to_be_said("{cell} holds the error {error}; allowed: a value, or nothing"),
    to_be_said("{cell} holds a formula without a result; open and save the workbook in a spreadsheet program first"),
    to_be_said("{file} holds no sheet of an import; known are {files}."),
    to_be_said("{file} holds two sheets named {name}; one is allowed."),
    to_be_said("{file} is not an .xlsx workbook, or is damaged or protected by a password."),
    to_be_said("{file} holds XML that no spreadsheet program writes: entities, or not UTF-8."),
    to_be_said("{file} unpacks to {size} bytes; up to {most} are allowed."),
    to_be_said("sheet {name} has more than {most} columns; a table of an import has fewer."),
)
"""The narrower form before the wider one."""


def remark_in(message: str, say: Say) -> str:
    """The sentence in the reader's language."""
    if say.language == "en":
        return message
    for form, recognise in _recognisers():
        if found := recognise.fullmatch(message):
            values = found.groupdict()
            # What is wrong with a rule is a sentence of its own.
            said = {"reason": remark_in(values["reason"], say)} if "reason" in values else {}
            return say(form, **{**values, **said})
    return message


@lru_cache(maxsize=1)
def _recognisers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, re.compile(_pattern(form), re.DOTALL)) for form in FORMS)


def _pattern(form: str) -> str:
    parts = re.split(r"\{(\w+)\}", form)
    return "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
