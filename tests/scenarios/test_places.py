"""Who gets which answer where: rights by role, and what a place may show (CONTRACT §8)."""

from pathlib import Path

import pytest

from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams import activities
from tests.teams.reading import plain, texts

OTHER = "19:coffee@thread.tacv2"
RESTRICTED = "CIPHER"
PLACES_LINE = "beyond this place"


def told(world: World, member: str) -> str:
    """All that stands in somebody's chat with the bot."""
    messages = world.teams.personal_messages(world[member])
    return " ".join(message.text + plain(message.card or {}) for message in messages)


def heard(world: World, channel: str) -> str:
    """All that the bot said in a channel."""
    return " ".join(message.text + plain(message.card or {}) for message in world.teams.channel_messages(channel))


@pytest.mark.parametrize(
    ("member", "sees", "money"),
    [
        ("jrenard", True, True),  # management reads everything
        ("cmarchal", True, True),  # so does the PMO
        ("tverbeke", True, True),  # its manager
        ("kbrandt", True, True),  # its owner
        ("skeller", True, True),  # its steering committee
        ("nbrennan", False, False),  # manages other projects
        ("glambrechts", False, False),  # external, assigned to others of the program
        ("vnguyen", False, False),  # contributes elsewhere
    ],
)
async def test_a_restricted_project_is_read_by_those_entitled(
    world: World, member: str, sees: bool, money: bool
) -> None:
    await world.teams.install(world[member])
    before = len(world.teams.personal_messages(world[member]))
    await world.teams.say(world[member], "project cipher")
    answer = world.teams.personal_messages(world[member])[before]
    card = plain(answer.card or {})
    assert ("Encrypted voice" in card) is sees
    assert ("1850000" in "".join(sign for sign in card if sign.isdigit())) is money


async def test_a_code_one_may_not_see_and_one_that_is_none_get_the_same_sentence(world: World) -> None:
    await world.teams.say(world["nbrennan"], "project cipher")
    await world.teams.say(world["nbrennan"], "project nosuch")
    hidden, absent = (message.text for message in world.teams.personal_messages(world["nbrennan"])[-2:])
    assert hidden.replace("cipher", "X") == absent.replace("nosuch", "X")


async def test_an_external_contributor_sees_their_projects_without_money(world: World) -> None:
    await world.teams.install(world["glambrechts"])
    await world.teams.say(world["glambrechts"], "project biom")
    card = plain(world.teams.card(world["glambrechts"]))
    assert "Biometric enrolment kits" in card
    assert "3.150.000" not in card
    await world.teams.say(world["glambrechts"], "portfolio")
    card = plain(world.teams.card(world["glambrechts"]))
    assert "BIOM" in card
    assert "VISA" not in card


async def test_a_stranger_gets_help_and_nothing_else(world: World) -> None:
    stranger = activities.words(world.teams.personal(world["nbrennan"]), "portfolio")
    stranger["from"] |= {"aadObjectId": "11111111-2222-4333-8444-555555555555", "id": "29:stranger"}
    await world.teams.post(stranger)
    assert "not in the portfolio" in world.teams.personal_messages(world["nbrennan"])[-1].text
    await world.teams.post(stranger | {"text": "help", "id": "another-turn"})
    card = plain(world.teams.personal_messages(world["nbrennan"])[-1].card or {})
    assert "portfolio red" not in card


async def test_a_channel_shows_its_own_program_to_any_member_and_the_rest_goes_to_their_chat(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "portfolio")
    in_channel = heard(world, STATUS.name)
    assert "VISA" in in_channel
    assert "CRISIS" in in_channel  # of the program, not hers
    assert "SATCOM" not in in_channel
    assert "VISA" in told(world, "nbrennan")


async def test_management_asking_in_one_channel_about_another_program_leaves_nothing_of_it_there(world: World) -> None:
    await world.teams.install(world["jrenard"])
    for words in ("program APPS", "project CABLE", "portfolio cable", "project CIPHER", "project nosuch"):
        await world.teams.mention(world["jrenard"], STATUS.name, words)
    in_channel = heard(world, STATUS.name)
    for trace in ("APPS", "Corporate applications", "CABLE", "cable system", "CIPHER", "Encrypted", "nosuch"):
        assert trace not in in_channel.replace("portfolio: cable", "").replace("portefeuille : cable", ""), trace
    private = told(world, "jrenard")
    assert "CABLE" in private
    assert "CIPHER" in private


async def test_the_line_in_the_place_is_the_same_whatever_was_asked(world: World) -> None:
    for words in ("project CABLE", "project CIPHER", "project nosuch", "program APPS"):
        await world.teams.mention(world["nbrennan"], STATUS.name, words)
    lines = {message.text for message in world.teams.channel_messages(STATUS.name)}
    assert len(lines) == 1


@pytest.mark.parametrize("words", ["program SECNET", "project SATCOM", "portfolio"])
async def test_what_a_place_may_show_ends_with_the_line_and_the_whole_answer_goes_to_the_asker(
    world: World, words: str
) -> None:
    await world.teams.install(world["tverbeke"])
    before = len(world.teams.personal_messages(world["tverbeke"]))
    await world.teams.mention(world["tverbeke"], GENERAL.name, words)
    (here,) = world.teams.channel_messages(GENERAL.name)
    assert "SATCOM" in plain(here.card or {})
    assert PLACES_LINE in plain(here.card or {})
    (own,) = world.teams.personal_messages(world["tverbeke"])[before:]
    assert "SATCOM" in plain(own.card or {})
    assert PLACES_LINE not in plain(own.card or {})
    assert ("CIPHER" in plain(own.card or {})) is (words != "project SATCOM")
    assert ("2.900.000" in plain(own.card or {})) is (words == "project SATCOM")
    assert "2,900,000" not in plain(here.card or {})


async def test_every_answer_in_a_place_ends_with_the_line_whatever_there_is_to_tell(world: World) -> None:
    await world.teams.install(world["tverbeke"])
    await world.until("2026-03-12 10:00")
    await world.fill("tverbeke", "SATCOM", rag="red", summary="The dish is down")
    await world.until("2026-03-13 14:00")
    for words in ("missing", "missing SATCOM", "alerts", "alerts SATCOM", "alerts SECNET", "digest", "digest SECNET"):
        await world.teams.mention(world["tverbeke"], GENERAL.name, words)
        here = world.teams.channel_messages(GENERAL.name)[-1]
        assert here.card is not None, words
        assert PLACES_LINE in plain(here.card), words


async def test_a_restricted_project_is_absent_from_its_own_channel(world: World) -> None:
    await world.teams.install(world["tverbeke"])
    for words in ("portfolio", "program SECNET", "project CIPHER"):
        await world.teams.mention(world["tverbeke"], GENERAL.name, words)
    in_channel = heard(world, GENERAL.name)
    assert "SATCOM" in in_channel
    assert RESTRICTED not in in_channel
    assert "Encrypted voice" not in in_channel
    assert RESTRICTED in told(world, "tverbeke")


async def test_a_channel_that_does_not_say_what_it_is_shows_no_more_and_becomes_nobodys_own_chat(world: World) -> None:
    await world.teams.install(world["jrenard"])
    typed = activities.with_mention(world.teams.in_channel(world["jrenard"], STATUS.name), "portfolio")
    bare = {name: typed["conversation"][name] for name in ("id", "tenantId")}
    for kept in (("tenant", "channel"), ("tenant",), ()):
        data = {name: typed["channelData"][name] for name in kept}
        await world.teams.post(typed | {"id": activities.next_id(), "conversation": bare, "channelData": data or None})
    answers = world.teams.channel_messages(STATUS.name)
    assert len(answers) == 3
    assert "CABLE" not in heard(world, STATUS.name)
    assert "CABLE" in told(world, "jrenard")
    contact = await world.records(lambda records: records.contacts.get(world["jrenard"].entra_id))
    assert contact.conversation == world["jrenard"].personal


async def test_a_targeted_question_is_answered_to_the_asker_alone(world: World) -> None:
    await world.teams.ask_targeted(world["nbrennan"], STATUS.name, "portfolio")
    (answer,) = world.teams.channel_messages(STATUS.name)
    assert answer.only_for == world["nbrennan"].teams_id


async def test_who_has_no_chat_with_the_bot_is_told_how_to_open_one(world: World) -> None:
    await world.teams.mention(world["jrenard"], STATUS.name, "project CABLE")
    assert "personal chat" in heard(world, STATUS.name) or "discussion" in heard(world, STATUS.name)


@pytest.mark.parametrize("rest", ["", " red the supplier is late"])
async def test_a_code_without_a_command_tells_a_place_nothing_that_it_may_not_show(world: World, rest: str) -> None:
    await world.teams.install(world["tverbeke"])
    for code in ("CIPHER", "SATCOM", "CYPHER"):  # his own, his own of another program, and none
        await world.teams.mention(world["tverbeke"], STATUS.name, f"{code}{rest}")
    assert len({message.text for message in world.teams.channel_messages(STATUS.name)}) == 1
    assert all(message.card is None for message in world.teams.channel_messages(STATUS.name))
    assert "Encrypted voice" in told(world, "tverbeke")


async def test_a_code_alone_shows_any_member_what_the_channel_may_show(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "crisis")  # of the program, not hers
    assert "CRISIS" in heard(world, STATUS.name)


async def test_reading_a_restricted_project_and_being_refused_one_are_audited(world: World) -> None:
    await world.teams.install(world["tverbeke"])
    await world.teams.say(world["tverbeke"], "project CIPHER")
    await world.teams.say(world["nbrennan"], "project CIPHER")
    trail = await world.records(lambda records: records.audit.all())
    assert [(entry.who, entry.about) for entry in trail if entry.what == "restricted.read"] == [("tverbeke", "CIPHER")]
    assert [(entry.who, entry.about) for entry in trail if entry.what == "refused"] == [("nbrennan", "project CIPHER")]


async def test_every_question_about_what_one_may_not_see_is_audited_and_none_about_what_is_not(world: World) -> None:
    asked = [f"{word} CIPHER" for word in ("alerts", "missing", "indicators", "milestones", "report", "checkin")]
    asked += [f"{word} SECNET" for word in ("alerts", "missing", "indicators", "milestones", "report", "digest")]
    for words in asked:
        await world.asks("nbrennan", words)
        await world.asks("nbrennan", words.replace("CIPHER", "NOSUCH").replace("SECNET", "NOSUCH"))
    await world.teams.mention(world["nbrennan"], STATUS.name, "project CRISIS")  # the channel tells any member
    await world.asks("nbrennan", "CIPHER")
    await world.asks("nbrennan", "CIPHER red it is late")
    trail = await world.records(lambda records: records.audit.all())
    assert [entry.about for entry in trail if entry.what == "refused"] == [*asked, "project CIPHER", "project CIPHER"]


@pytest.mark.parametrize(
    "words", ["portefeuille rouge", "Portfolio RED", "/portfolio rood", "PORTFOLIO  rot", "portefeuille rood"]
)
async def test_every_language_is_understood_from_everybody(world: World, words: str) -> None:
    await world.teams.install(world["jrenard"])
    await world.teams.say(world["jrenard"], words)
    card = plain(world.teams.card(world["jrenard"]))
    assert "CABLE" in card  # red in the samples
    assert "VISA" not in card  # green


async def test_what_is_joined_is_written_as_the_language_writes_it(world: World) -> None:
    await world.teams.install(world["jrenard"])
    await world.teams.say(world["jrenard"], "portefeuille rouge")
    assert "Portefeuille\u202f: rouge" in "".join(texts(world.teams.card(world["jrenard"])))
    await world.teams.say(world["jrenard"], "portefeuile")
    assert "«\u202fportefeuille\u202f»" in world.teams.personal_messages(world["jrenard"])[-1].text


@pytest.mark.parametrize("words", ["portfolio colour:blue", "portefeuille phase:banane", "portfolio rot sort:gewicht"])
async def test_a_filter_that_cannot_be_used_gets_a_sentence_and_no_wrong_answer(world: World, words: str) -> None:
    await world.teams.say(world["nbrennan"], words)
    answer = world.teams.personal_messages(world["nbrennan"])[-1]
    assert answer.card is None
    assert f"{words.rpartition(':')[2]}”" in answer.text
    await world.teams.mention(world["nbrennan"], STATUS.name, words)
    assert world.teams.channel_messages(STATUS.name)[-1].text == answer.text


@pytest.mark.parametrize("words", ["portfolo", "porfolio red", "chekin", "ayuda", "مرحبا", "🙂", "x" * 10_000, "/"])
async def test_unknown_words_get_a_sentence(world: World, words: str) -> None:
    await world.teams.say(world["nbrennan"], words)
    answer = world.teams.personal_messages(world["nbrennan"])[-1]
    assert answer.mark["kind"] == "answer"
    assert len(answer.text) < 400
    assert "“" in answer.text or answer.card is not None


async def test_the_role_of_an_external_opens_nothing(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("glambrechts", "pdewael")) as world:
        await world.stop()
        await world.change("members", "glambrechts", role="pmo")
        await world.change_rows("programs", SECNET={"manager": "", "channel": ""})
        await world.change_rows("projects", CIPHER={"manager": ""})
        await world.start()
        assert "CIPHER" in plain((await world.asks("pdewael", "taken")).card or {})  # nobody reports about it
        assert "SECNET" not in plain((await world.asks("glambrechts", "taken")).card or {})
        assert "limits" not in plain((await world.asks("glambrechts", "hulp")).card or {})
        # Who stood in for a manager would read their projects.
        await world.asks("glambrechts", "afwezig Nora Brennan 11/3 20/3 vervanger Geert Lambrechts")
        assert not await world.records(lambda records: records.absences.find("deputy", "glambrechts"))
        answer = await world.asks("glambrechts", "project VISA")
        assert answer.card is None
