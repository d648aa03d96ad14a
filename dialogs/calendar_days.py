"""`calendar KIN closed tomorrow`: the post and the days that somebody of the PMO names, and the change they mean."""

from dialogs.calendar_access import no_such_post, own_post, post_meant_by
from dialogs.calendar_form import CalendarReader, unclear_words
from dialogs.calendar_keeping import post_named, posts, today_at
from dialogs.days_said import DaysSaid, Unclear, days_said
from dialogs.desk import Desk, Person, Refused
from dialogs.words import word_in
from pmo.calendar_changes import CalendarChange
from pmo.portfolio import Post


async def reader_of(post: Post, person: Person, desk: Desk) -> CalendarReader:
    """Reads what becomes of this post's calendar."""
    return CalendarReader(person.say, post, await posts(desk), today=today_at(post, desk))


async def change_said(text: str, person: Person, desk: Desk, *, closes: bool) -> tuple[Post, CalendarChange]:
    """The post and the change; days are counted by the clock of the post.

    Args:
        text: without the word that tells to close or to open.

    Raises:
        Refused: the post or the days were not understood, or cannot be closed or worked.
    """
    post, said = await _said(text, person, desk)
    if said.unclear is not None:
        raise Refused(unclear_words(said.unclear, text, person.say))
    if not said.days:
        raise Refused(how_words(post, person))
    reader = await reader_of(post, person, desk)
    change = reader.closing(said.days, post) if closes else reader.opening(said.days, post)
    problem = reader.far(said.days) or next(iter(reader.problems.values()), "")
    if problem:
        raise Refused(problem)
    return post, change


async def _said(text: str, person: Person, desk: Desk) -> tuple[Post, DaysSaid]:
    """The post, by its code in front or by the words around the days, and the days."""
    code, _, behind = text.partition(" ")
    post = await post_named(code, desk)
    if post is not None:
        said = days_said(behind, today_at(post, desk))
        return post, DaysSaid(unclear=Unclear.UNREAD) if said.rest and not said.unclear else said
    words = days_said(text, person.calendar.local(desk.now).date()).rest
    if not words:
        say, word = person.say, word_in("calendar", person.say.language)
        code = (await own_post(person, desk)).code
        raise Refused(
            say("Which post? Type for example “{calendar} {post} closed tomorrow”.", calendar=word, post=code)
        )
    post = await post_meant_by(words, person, desk)
    if post is None:
        raise await no_such_post(words, person, desk, "calendar")
    return post, days_said(text, today_at(post, desk))


def how_words(post: Post, person: Person) -> str:
    """How days are closed."""
    say, code, word = person.say, post.code, word_in("calendar", person.say.language)
    return say("Which days? Type for example “{calendar} {post} closed tomorrow”.", calendar=word, post=code)
