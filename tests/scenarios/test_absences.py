"""Who is away says so and is not asked; a deputy answers in their place, under both names."""

from datetime import date
from pathlib import Path

from pmo.asks import Fate
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import inputs, plain


async def test_somebody_who_is_away_on_the_asking_day_is_asked_before_they_leave(world: World) -> None:
    noted = await world.asks("nbrennan", "away 12/3 13/3")
    assert "12 Mar 2026 to 13 Mar 2026" in plain(noted.card or {})
    await world.until("2026-03-11 10:00")
    card = world.checkin("nbrennan").card or {}
    assert "Earlier than usual: you are away on Thursday 12 March." in plain(card)


async def test_whoever_stands_in_for_an_external_sees_no_more_than_they_do(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("glambrechts", "nbrennan")) as world:
        await world.stop()
        await world.change("projects", "SATCOM", manager="glambrechts")
        await world.start()
        await world.asks("glambrechts", "afwezig 11/3 20/3 vervanger Nora Brennan")
        told = plain((await world.asks("nbrennan", "project SATCOM")).card or {})
        assert "Satellite fallback" in told
        assert "2,900,000" not in told
        own = plain((await world.asks("nbrennan", "project VISA")).card or {})
        assert "4,200,000" in own


async def test_somebody_who_is_away_all_week_is_not_asked_and_counts_as_absent(world: World) -> None:
    await world.asks("nbrennan", "away 2026-03-09 2026-03-13")
    await world.until("2026-03-13 18:00")
    assert world.told("nbrennan", "ask") == []
    asks = await world.records(lambda records: records.asks.find("member", "nbrennan"))
    assert {(ask.project, ask.fate) for ask in asks} == {
        ("VISA", Fate.ABSENT),
        ("APPT", Fate.ABSENT),
        ("BIOM", Fate.ABSENT),
    }
    assert "Absent (4)" in plain((await world.asks("ldessart", "manquants CONSUL")).card or {}).replace(
        "Absents", "Absent"
    )


async def test_a_deputy_is_asked_at_their_own_time_and_answers_under_both_names(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "pthapa", "ldessart", "pdewael")) as world:
        await world.asks("nbrennan", "away 12 March to 13 March, deputy Prabin Thapaliya")
        told = world.told("pthapa", "notice")
        await world.until("2026-03-11 09:30")
        told = world.told("pthapa", "notice")
        assert "You stand in for Nora Brennan" in plain(told[0].card or {})
        await world.until("2026-03-12 05:15")
        card = world.checkin("pthapa")
        assert set(card.mark["projects"]) == {"SATCOM", "VISA", "APPT", "BIOM"}
        assert "In place of Nora Brennan, who is away" in plain(card.card or {})
        assert world.told("nbrennan", "ask") == []
        await world.presses("pthapa", card, "checkin.submit", {"VISA/rag": "amber"})
        (report,) = await world.reports("VISA")
        assert (report.reporter, report.stands_for) == ("pthapa", "nbrennan")
        history = await world.asks("ldessart", "projet VISA")
        shown = await world.presses("ldessart", history, "history.show")
        assert "Prabin Thapaliya pour Nora Brennan" in plain(shown.card or {})


async def test_a_deputy_reads_during_the_absence_only_and_answers_what_was_put_to_them(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "pthapa")) as world:
        assert (await world.asks("pthapa", "project VISA")).card is None
        await world.asks("nbrennan", "away 12/3 12/3 pthapa")
        assert (await world.asks("pthapa", "project VISA")).card is None
        await world.until("2026-03-12 09:00")
        assert (await world.asks("pthapa", "project VISA")).card is not None
        card = world.checkin("pthapa")
        await world.until("2026-03-13 09:00")
        assert (await world.asks("pthapa", "project VISA")).card is None
        other = await world.presses("pthapa", card, "checkin.submit", {"SATCOM/rag": "green"})
        assert other.card is not None
        await world.presses("pthapa", card, "checkin.submit", {"VISA/rag": "green"})
        (report,) = await world.reports("VISA")
        assert (report.reporter, report.stands_for) == ("pthapa", "nbrennan")


async def test_who_is_back_finds_what_was_put_to_their_deputy(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "jhoekstra", "ldessart")) as world:
        await world.asks("nbrennan", "away 12/3 12/3 jhoekstra")
        await world.until("2026-03-13 09:10")
        shown = await world.asks("nbrennan", "checkin")
        assert "week 11" in plain(shown.card or {})
        assert "VISA/rag" in inputs(shown.card or {})
        await world.presses("nbrennan", shown, "checkin.submit", {"VISA/rag": "amber"})
        (report,) = await world.reports("VISA")
        assert (report.reporter, report.stands_for) == ("nbrennan", "")


async def test_a_deputy_is_not_asked_on_a_day_before_the_absence(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("mcole", "nbrennan")) as world:
        # 14 May 2026 is Ascension Day in Brussels, where the deputy works, and not in New York.
        await world.asks("mcole", "away 14/5 14/5 nbrennan")
        await world.until("2026-05-15 18:00")
        asks = await world.records(lambda records: records.asks.find("subject", "sdwan"))
        assert [ask.member for ask in asks if ask.period == "2026-W20"] == ["mcole"]


async def test_one_question_put_to_two_people_is_missing_once(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "jhoekstra", "ldessart")) as world:
        noted = await world.asks("nbrennan", "away 12/3 13/3 jhoekstra")
        await world.until("2026-03-12 10:30")
        await world.teams.execute(world["nbrennan"], noted, "absence.cancel", {})
        await world.until("2026-03-12 11:00")
        missing = plain((await world.asks("ldessart", "manquants CONSUL")).card or {})
        assert missing.count("VISA Online visa application Joost Hoekstra et Nora Brennan") == 1
        assert missing.count("VISA Online") == 1
        assert "0 réponse sur 8" in missing


async def test_a_deputy_who_cannot_answer_is_named_at_once(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "jhoekstra", "tverbeke")) as world:
        await world.asks("jhoekstra", "afwezig 12/3 12/3")
        noted = await world.asks("nbrennan", "away 12/3 13/3 jhoekstra")
        assert "is away on some of these days, too" in plain(noted.card or {})
        restricted = await world.asks("tverbeke", "afwezig 12/3 13/3 Geert Lambrechts")
        assert "Geert Lambrechts mag niet antwoorden voor CIPHER." in plain(restricted.card or {})


async def test_a_deputy_named_after_the_question_was_put_gets_it_while_the_window_is_open(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "jhoekstra")) as world:
        await world.until("2026-03-12 11:00")
        await world.asks("nbrennan", "away today 12/3 13/3 jhoekstra".replace("today ", ""))
        await world.until("2026-03-12 11:01")
        asked = [set(one.mark["projects"]) for one in world.told("jhoekstra", "ask")]
        assert {"VISA", "APPT", "BIOM"} in asked


async def test_an_absence_is_taken_back_and_the_person_is_asked_again(world: World) -> None:
    noted = await world.asks("nbrennan", "away 2026-03-09 2026-03-13")
    answer = await world.presses("nbrennan", noted, "absence.cancel")
    assert "Cancelled" in plain(answer.card or {})
    await world.until("2026-03-12 10:00")
    assert len(world.told("nbrennan", "ask")) == 1


async def test_the_pmo_notes_an_absence_for_somebody_who_hears_of_it(world: World) -> None:
    await world.asks("pdewael", "afwezig Nora Brennan van 12/3 tot 13/3 vervanger ldessart")
    await world.until("2026-03-11 09:30")
    assert "Pieter De Wael entered it for you" in plain(world.told("nbrennan", "notice")[0].card or {})
    (absence,) = await world.records(lambda records: records.absences.find("member", "nbrennan"))
    assert (absence.first, absence.last, absence.deputy) == (date(2026, 3, 12), date(2026, 3, 13), "ldessart")


async def test_nobody_but_the_pmo_speaks_of_the_absence_of_another(world: World) -> None:
    answer = await world.asks("pthapa", "away Nora Brennan 12/3 13/3")
    assert "type for example" in answer.text
    assert await world.records(lambda records: records.absences.find("member", "nbrennan")) == []
    noted = await world.asks("nbrennan", "away 12/3 13/3")
    refused = await world.teams.execute(world["pthapa"], noted, "absence.cancel")
    assert "only your own" in refused.message


async def test_an_absence_that_cannot_be_is_refused_in_a_sentence(world: World) -> None:
    for words, told in {
        "away 13/3 12/3": "before the first",
        "away 2026-01-02 2026-01-03": "over already",
        "away 2026-03-12 2029-03-12": "at most 400 days",
        "away 12/3 13/3 Nobody Known": "do not know a member",
        "away 12/3 13/3 nbrennan": "stand in for themselves",
        "away from 12 March": "Until when?",
        "away since 9 March": "Until when?",
        "afwezig vanaf 12 maart": "Until when?",
    }.items():
        assert told in (await world.asks("nbrennan", words)).text
    assert await world.records(lambda records: records.absences.find("member", "nbrennan")) == []


async def test_an_absence_is_told_by_what_day_it_is_and_shown_back_as_dates(world: World) -> None:
    for words, told in {
        "away from monday to friday": "from 16 Mar 2026 to 20 Mar 2026",
        "absente la semaine prochaine": "from 16 Mar 2026 to 22 Mar 2026",
        "afwezig morgen tot vrijdag": "from 12 Mar 2026 to 13 Mar 2026",
        "abwesend bis übermorgen": "from 11 Mar 2026 to 13 Mar 2026",
        "away this week": "from 11 Mar 2026 to 15 Mar 2026",
        "away through next week": "from 11 Mar 2026 to 22 Mar 2026",
        "away t/m volgende week": "from 11 Mar 2026 to 22 Mar 2026",
        "away tomorrow Luc Dessart": "on 12 Mar 2026",
    }.items():
        assert f"Noted: away {told}." in plain((await world.asks("nbrennan", words)).card or {})
    await world.asks("nbrennan", "away Monday 6/4 Luc Dessart until Friday 10/4")
    absences = await world.records(lambda records: records.absences.find("deputy", "ldessart"))
    days = [(absence.first, absence.last) for absence in absences]
    assert days == [(date(2026, 3, 12), date(2026, 3, 12)), (date(2026, 4, 6), date(2026, 4, 10))]


async def test_an_absence_whose_end_may_be_either_of_two_days_is_not_noted(world: World) -> None:
    assert "Until when?" in (await world.asks("nbrennan", "away from next week")).text
    for words in ("away until next week", "away monday until next week", "away last week"):
        assert "did not understand the days" in (await world.asks("nbrennan", words)).text
    assert "over already" in (await world.asks("nbrennan", "absente vendredi dernier")).text
    assert await world.records(lambda records: records.absences.find("member", "nbrennan")) == []


async def test_an_absence_told_in_a_channel_is_answered_in_the_persons_own_chat(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "away 12/3 13/3 ldessart")
    assert not any("Luc" in post.text or "12" in post.text for post in world.posts(STATUS))
    assert "Luc Dessart answers instead" in plain(world.teams.card(world["nbrennan"]))


async def test_a_closed_day_of_the_post_moves_the_ask_and_says_why(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "mcole")) as world:
        await world.until("2026-05-13 10:00")
        card = next(one for one in world.told("nbrennan", "ask") if one.mark["period"] == "2026-W20")
        assert "Thursday 14 May is a public holiday" in plain(card.card or {})
        assert "VISA/rag" in inputs(card.card or {})


async def test_one_day_away_is_told_as_a_day_in_a_sentence(world: World) -> None:
    told = plain((await world.asks("nbrennan", "away 31/3")).card or {})
    assert "Noted: away on 31 Mar 2026." in told
    await world.asks("nbrennan", "language fr")
    told = plain((await world.asks("nbrennan", "absence 31/3")).card or {})
    assert "absence le 31 mars 2026." in told
