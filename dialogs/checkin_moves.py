"""Open check-ins go along when an import closes a project, lets it leave, or brings it back."""

from collections.abc import Mapping

from dialogs import reminding, respondents
from dialogs.asked import asked_about, asks_on, card_named
from dialogs.checkin_cards import redraw_others
from dialogs.desk import Desk
from pmo.asks import Ask, subject_of
from pmo.portfolio import Project


async def follow(before: Mapping[str, Project], desk: Desk) -> None:
    """Bring the cards up to date that ask about projects which are over now, or are not over any more.

    Args:
        before: the projects as they were before the import, by key.
    """
    concerned: list[Ask] = []
    for key, was in before.items():
        project = await desk.records.projects.get(key)
        if project is not None and respondents.is_asked_about(project) != respondents.is_asked_about(was):
            concerned += await _waiting(project, desk)
    await redraw_others(concerned, None, desk)
    for card_id in sorted({card_id for ask in concerned for card_id in ask.cards}):
        card = await card_named(card_id, desk)
        person = await desk.member(card.member) if card else None
        if card is not None and person is not None:
            await reminding.plan_next(card, await asks_on(card, desk), person, desk)


async def _waiting(project: Project, desk: Desk) -> list[Ask]:
    """What is asked about the project and its indicators and is not answered, or only its second step is not."""
    measured = await desk.records.indicators.find("project", project.key)
    subjects = [subject_of(project.code), *(subject_of("", one.code) for one in measured)]
    found = [ask for subject in subjects for ask in await asked_about(subject, desk)]
    return [ask for ask in found if not ask.is_settled or ask.follow_up]
