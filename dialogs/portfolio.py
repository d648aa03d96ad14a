"""Somebody asks how the portfolio stands, and gets the projects they may see where they ask, worst first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cards.paging import nearest_page
from cards.portfolio import PortfolioRow, PortfolioView, portfolio_card
from cards.rendered import Rendered
from dialogs.access import linked_program, note_reading
from dialogs.codes import called, quoted
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.filtering.finding import Found, found_by
from dialogs.filtering.misses import missing_words, nothing_words
from dialogs.filtering.refusals import refusal
from dialogs.filtering.understanding import can_be_read, narrowed, understood
from dialogs.questions import Question, answered, question, stranger
from dialogs.selecting import Sight, sight_of, within
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from locales import Say
from locales.folding import folded
from pmo.listed import Listed
from pmo.portfolio import Program, Rag
from pmo.reports import said_on
from pmo.watches import MOST_PROJECTS, Watched

conversation = Conversation()
PAGE = 20
"""Projects on a page."""


@conversation.command("portfolio")
async def portfolio(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The projects this person may see here, narrowed and sorted as they ask; the rest in their own chat."""
    if person.member is None:
        return stranger(person)
    filters = typed_by(turn).rest
    asked = await question(turn, person, desk)
    if refused := await refusal(filters, asked, person.say):
        return Reply.toast(refused)

    async def drawn(asked: Question) -> Rendered | None:
        shows = asked.audience.private or asked.audience.program
        return await page_of(asked, filters) if shows else None

    return await answered(asked, drawn, "portfolio")


async def page_of(asked: Question, filters: str, number: int = 1, program: Program | None = None) -> Rendered:
    """A page of the projects the readers may see; a page that does not exist is the nearest one.

    Args:
        program: whose projects alone are looked at, wherever it is.
    """
    sight = await sight_of(asked)
    found = await _found(filters, sight if program is None else within(sight, program), asked)
    here = program or (None if asked.audience.private else await linked_program(asked.place, asked.desk))
    scope = f"{here.code} · {here.name}" if here else asked.say("Portfolio")
    view = listing(found.listed, asked, filters, number)
    near = _near(filters, found, sight)
    told = [one.project for one in (*on_page(found.listed, view.page), *near)]
    await note_reading(asked.person, told, asked.desk)
    if filters:
        scope = asked.say("{scope}: {filters}", scope=scope, filters=filters)
    anywhere = _anywhere(filters, here)
    named = replace(
        view,
        scope=scope,
        program=program.code if program else "",
        notes=(*(missing_words(found.misses, asked.say) if found.listed else ()), *asked.notes),
        watch=_watch(anywhere, here, len(found.listed)) if anywhere is not None else None,
        anywhere=anywhere,
        nothing="" if found.listed else nothing_words(found, asked.say),
        near=tuple([(one.code, one.project.name) for one in near]),
    )
    return portfolio_card(named, asked.say)


async def _found(filters: str, sight: Sight, asked: Question) -> Found:
    named = quoted(filters, sight.listed)
    return Found(listed=(named,)) if named else await found_by(filters, sight, asked)


def _near(filters: str, found: Found, sight: Sight) -> Sequence[Listed]:
    """The projects that are perhaps meant: first the one of this code, where its code is a word of filters."""
    named = called(filters, sight.listed)
    if named is None or named in found.listed:
        return found.near
    return (named, *[one for one in found.near if one.key != named.key])


def filters_of(program: str) -> str:
    """What is typed to find the projects of a program: a code in quotes is no other word, and nothing belongs to it."""
    return f'program:"{program}"'


def listing(found: Sequence[Listed], asked: Question, filters: str, number: int = 1) -> PortfolioView:
    """A page of these projects, with the counts of all of them."""
    pages = max(1, -(-len(found) // PAGE))
    number, missed = nearest_page(number, pages)
    counts = Counter([one.rag for one in found])
    return PortfolioView(
        rows=tuple([_row(one, asked.say) for one in on_page(found, number)]),
        as_of=asked.desk.now,
        counts={rag: counts[rag] for rag in Rag},
        unreported=counts[None],
        page=number,
        pages=pages,
        missed=missed,
        filters=filters,
        narrower=_narrower(filters, counts, asked),
    )


def _narrower(filters: str, counts: Mapping[Rag | None, int], asked: Question) -> dict[Rag, str]:
    """The filters that leave those of one status, where that is fewer and can be asked for."""
    total = sum(counts.values())
    fewer = [rag for rag in (Rag.RED, Rag.AMBER) if 0 < counts.get(rag, 0) < total]
    return {rag: said for rag in fewer if can_be_read(said := narrowed(filters, rag, asked.say))}


def _anywhere(filters: str, here: Program | None) -> str | None:
    """Filters that find the same outside the place; None where they are too long for that, or name programs, too.

    Of several programs one would be enough.
    """
    if here is not None:
        if set(understood(filters).selection.programs) - {folded(here.code)}:
            return None
        filters = f"{filters_of(here.code)} {filters}".strip()
    return filters if can_be_read(filters) else None


def _watch(anywhere: str | None, here: Program | None, projects: int) -> tuple[Watched, str] | None:
    """What whoever sees this list can watch; a channel's whole list is its program."""
    if anywhere is None or not 0 < projects <= MOST_PROJECTS:
        return None
    if here is not None and anywhere == filters_of(here.code):
        return Watched.PROGRAM, here.code
    return Watched.PORTFOLIO, anywhere


def on_page(found: Sequence[Listed], number: int) -> Sequence[Listed]:
    """Those on a page, which is counted from 1."""
    return found[(number - 1) * PAGE : number * PAGE]


def _row(one: Listed, say: Say) -> PortfolioRow:
    return PortfolioRow(
        code=one.code,
        name=one.project.name,
        rag=one.rag,
        as_of=said_on(one.report, say.zone) if one.report else None,
        program=one.project.program,
        computed=one.computed,
    )
