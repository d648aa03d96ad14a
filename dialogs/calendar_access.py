"""Which post somebody means, and whether they may see when it works."""

from dialogs.calendar_keeping import post_named, posts
from dialogs.desk import Desk, Person, Refused
from dialogs.post_schedule import is_at
from dialogs.questions import alone
from dialogs.selecting import sight_of
from dialogs.words import word_in
from pmo.portfolio import HEADQUARTERS, Post, code_key
from pmo.post_names import post_meant, posts_like
from pmo.rights import may_see_calendar

_SHOWN = 40
"""Characters of what was typed that a sentence says back."""


async def own_post(person: Person, desk: Desk) -> Post:
    """The post by which somebody works."""
    code = person.member.post if person.member else ""
    return await desk.post(code) or HEADQUARTERS


async def sees_calendar(person: Person, post: Post, desk: Desk) -> bool:
    """Whether the person may see the calendar of this post, in private."""
    member = person.member
    if member is None:
        return False
    own = (await own_post(person, desk)).key == post.key
    if may_see_calendar(member, own=own, leads=False):
        return True
    seen = (await sight_of(alone(person, desk))).listed
    lead = {code_key(id) for one in seen for id in (one.project.manager, one.project.owner) if id}
    there = [one for key in lead if (one := await desk.records.members.get(key)) is not None]
    return may_see_calendar(member, own=own, leads=any(is_at(one.post, post) for one in there))


async def post_meant_by(typed: str, person: Person, desk: Desk) -> Post | None:
    """The post that is meant, if the person may see its calendar."""
    found = await post_named(typed, desk) or post_meant(typed, await posts(desk))
    return found if found is not None and await sees_calendar(person, found, desk) else None


async def no_such_post(typed: str, person: Person, desk: Desk, attempt: str) -> Refused:
    """What somebody hears of a post that there is not, or that is none of theirs: the same; the latter is audited.

    Args:
        attempt: the command or verb.
    """
    say, shown, there = person.say, typed[:_SHOWN], await posts(desk)
    left = await _post_that_left(typed, desk)
    if left is not None and await sees_calendar(person, left, desk):
        return Refused(left_words(left, person))
    if person.may_decide:
        like = " / ".join(f"{post.code} · {post.name}" for post in posts_like(typed, there))
        if like:
            return Refused(say("I do not know the post “{post}”. Did you mean {posts}?", post=shown, posts=like))
    exists = await post_named(typed, desk) or post_meant(typed, there)
    sentence = say("There is no post “{post}” whose calendar you can see. Type “calendar” for yours.", post=shown)
    return Refused(sentence, attempt=f"{attempt} {exists.code}" if exists else "")


async def _post_that_left(typed: str, desk: Desk) -> Post | None:
    """The post that is meant, among those that are in the portfolio no more."""
    left = [one for one in await desk.records.posts.all() if one.archived]
    return post_meant(typed, left)


def left_words(post: Post, person: Person) -> str:
    """That the post is in the portfolio no more, and what becomes of who works by it."""
    say, name = person.say, f"{post.code} · {post.name}"
    if not person.is_of_the_pmo:
        return say("{post} has left the portfolio. The PMO can give its people another post.", post=name)
    word = word_in("people", say.language)
    return say(
        "{post} has left the portfolio. “{word} {code}” shows who is still there.", post=name, word=word, code=post.code
    )
