"""`actions`, `decisions` and `documents` tell what is wanted of whom, to those who may know, where they ask."""

from tests.scenarios.world import STATUS, World
from tests.teams.reading import plain


async def asked(world: World, member: str, words: str) -> str:
    return plain((await world.asks(member, words)).card or {})


async def in_channel(world: World, member: str, words: str) -> str:
    """All that the channel hears of it."""
    before = len(world.posts(STATUS))
    await world.teams.mention(world[member], STATUS.name, words)
    return " ".join(plain(post.card or {}) + post.text for post in world.posts(STATUS)[before:])


async def test_actions_are_those_of_the_last_reports_what_is_overdue_first(world: World) -> None:
    await world.until("2026-03-25 10:00")
    words = await asked(world, "pdewael", "acties")
    assert "waarvan" not in words
    assert "te laat" in words
    assert words.index("te laat") < words.index("APPT") < words.index("CABLE")
    assert "hulp gevraagd" in words


async def test_a_channel_hears_of_its_program_without_what_help_is_asked_for(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill(
        "nbrennan", "VISA", rag="red", action="Call the supplier", action_by="2026-03-20", help="More money"
    )
    told = await in_channel(world, "nbrennan", "actions")
    assert "Call the supplier" in told
    assert "More money" not in told
    assert "CABLE" not in told
    assert "More money" in await asked(world, "nbrennan", "actions VISA")


async def test_decisions_are_told_while_they_are_wanted_and_when_they_were_taken(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red", summary="The supplier is bankrupt")
    await world.settled()
    alert = world.posts(STATUS)[-1]
    wish = {"action": "Another supplier?", "owner": "ldessart", "by": "2026-03-20"}
    await world.teams.execute(world["nbrennan"], alert, "alert.decision", wish)
    await world.settled()
    assert "1 decision is wanted." in await asked(world, "nbrennan", "decisions VISA")
    request = world.teams.message(world["ldessart"], "decision.record")
    await world.presses("ldessart", request, "decision.record", {"answer": "Yes, the second of the tender"})
    words = await asked(world, "nbrennan", "decisions")
    assert "1 decision was taken." in words
    assert "decided: Yes, the second of the tender" in words
    assert "Luc Dessart" in words


async def test_documents_are_a_projects_checklist_and_of_several_what_is_to_come(world: World) -> None:
    words = await asked(world, "nbrennan", "documents VISA")
    assert "4 documents: 1 in draft, 3 approved." in words
    assert "Deliverables Acceptance Plan" in words
    assert "(https://mfa.example.org/projects/visa/project-charter)" in words
    several = await asked(world, "nbrennan", "documents")
    assert "Deliverables Acceptance Plan" in several
    assert "Project Charter" not in several
    assert "All of a project: documents" in several


async def test_a_code_that_somebody_may_not_know_of_is_said_to_be_unknown(world: World) -> None:
    for command in ("actions", "decisions", "documents"):
        for code in ("NOTHING", "CIPHER"):
            answer = await world.asks("nbrennan", f"{command} {code}")
            assert answer.text.startswith(f"There is no project or program {code} that you can see.")


async def test_actions_are_narrowed_by_days_in_words(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill(
        "nbrennan", "VISA", rag="red", action="Call the supplier", action_by="2026-03-20", help="More money"
    )
    assert "Call the supplier" in await asked(world, "nbrennan", "actions VISA next week")
    assert "Call the supplier" in await asked(world, "nbrennan", "actions until 20 March")
    assert "Call the supplier" not in await asked(world, "nbrennan", "actions before 20 March")
    assert "Call the supplier" not in await asked(world, "nbrennan", "actions VISA next month")
