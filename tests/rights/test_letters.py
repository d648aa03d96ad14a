"""Everything the bot ever sent in the week, to whom it was sent: asks, alerts, digests, notices (CONTRACT §8)."""

from collections.abc import Iterator

from tests.rights.attempts import Heard, chat_of, texts_in
from tests.rights.hearing import told_too_much
from tests.rights.marks import amounts_in, stars_in
from tests.rights.portfolio import NORTH, NORTH_CHANNEL, SOUTH, SOUTH_CHANNEL, STARS
from tests.rights.week import Week
from tests.scenarios.world import mark_of


def sent(week: Week) -> Iterator[tuple[str, Heard]]:
    """What it was, and who heard what of it."""
    for where, activities in week.heard.items():
        for activity in activities:
            yield mark_of(activity).get("kind", ""), Heard(chat_of(where), tuple(texts_in(activity)))


def test_nobody_was_told_what_they_must_not_hear(week: Week) -> None:
    wrong = [f"{kind}: {fault}" for kind, heard in sent(week) for fault in told_too_much([heard])]
    assert not wrong, "\n".join(wrong)


def test_a_channel_heard_of_each_open_project_of_its_program_in_the_digest_and_of_money_never(week: Week) -> None:
    for channel, program in ((NORTH_CHANNEL, NORTH), (SOUTH_CHANNEL, SOUTH)):
        posts = [heard.plain for kind, heard in sent(week) if kind == "digest" and heard.to == channel.id]
        open_ones = {code for code, star in STARS.items() if star.program == program and not star.restricted}
        assert stars_in("\n".join(posts)) == open_ones
        assert not amounts_in("\n".join(posts))


def test_who_leads_a_restricted_project_heard_of_it_in_private(week: Week) -> None:
    told = {(heard.to, code) for kind, heard in sent(week) if kind == "digest" for code in stars_in(heard.plain)}
    for star in STARS.values():
        if star.restricted and star.manager != "mara":  # she is away
            assert {(star.manager, star.code), (star.owner, star.code)} <= told
