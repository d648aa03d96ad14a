"""A channel shows one program: what an import says where it gives a channel to another one (CONTRACT §4).

A cell counts only where it differs from the last import, so this is seen when an import is decided, not before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pmo.importing.merging import Merge
from pmo.importing.reading import Reading
from pmo.importing.sheets import Findings
from pmo.portfolio import Program

Working = Mapping[str, list[Program]]
"""The programs that have a channel, by its id and in the order of their codes: the first alone is shown there."""


def working(programs: Iterable[Program]) -> Working:
    """Who works in each channel."""
    found: defaultdict[str, list[Program]] = defaultdict(list)
    for program in sorted(programs, key=lambda one: one.key):
        if program.works_in:
            found[program.works_in].append(program)
    return found


def note_channels(
    reading: Reading, stored: Mapping[str, Program], merge: Merge, findings: Findings, places: Mapping[str, str]
) -> None:
    """Refuse a channel that another program keeps, and say in words which channel changes its program.

    Args:
        places: what people call the channels, by id.
    """
    rows = {row.key: row.number for row in reading.rows}
    wanted: dict[str, Program] = {**stored, **merge.new, **merge.changed, **merge.gone}
    before, after = working(stored.values()), working(wanted.values())
    for channel, programs in after.items():
        place = places.get(channel) or channel
        there = {one.key for one in before.get(channel, ())}
        first, *others = sorted(programs, key=lambda one: (one.key not in there, one.key))
        for other in others:
            known = other.key in there
            note = findings.warning if known else findings.error
            note("programs", rows.get(other.key), "channel", (_shares if known else _taken)(other, first, place))
    for key, message in _moves(stored, wanted, places):
        findings.warning("programs", rows.get(key), "channel", message)


def _taken(program: Program, other: Program, place: str) -> str:
    works = f"{_named(program)} cannot work in {place}: {_named(other)} works there, and a channel shows one program"
    return f"{works}; give one of them another channel or none in this file"


def _shares(program: Program, other: Program, place: str) -> str:
    return f"{_named(program)} shares {place} with {_named(other)}, which alone is shown there"


def _moves(
    stored: Mapping[str, Program], wanted: Mapping[str, Program], places: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What changes for the programs and the channels, each with the key of the program that it is told with."""
    before, after = working(stored.values()), working(wanted.values())
    for program in wanted.values():
        known = stored.get(program.key)
        had, has = known.works_in if known else "", program.works_in
        if known and program.archived and not known.archived:
            yield program.key, f"{_named(program)} leaves and has no digest any more; its manager and owner hear of it"
        if has == had:
            continue
        there = [one for one in before.get(has, ()) if one.key != program.key]
        place, left = places.get(has) or has, places.get(had) or had
        if there:
            yield program.key, f"{place} shows {_named(program)} from now on, and {_named(there[0])} no more"
        elif had and has:
            yield program.key, f"{_named(program)} works in {place} from now on, and no more in {left}"
        if not has and not program.archived:
            yield program.key, f"{_named(program)} has no channel any more; its manager and owner hear privately"
        if had and had not in after:
            yield program.key, f"{left} shows no program any more"


def _named(program: Program) -> str:
    return f"{program.code} · {program.name}"
