"""What is said of filters that cannot be used: which they are, and what can be used instead."""

from zoneinfo import ZoneInfo

import pytest

from dialogs.filtering.problems import problem_words
from dialogs.filtering.understanding import FILTER_LIMIT, Problem, understood
from locales import LANGUAGES, speaker
from pmo.portfolio import Rag


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("red not red", "red", "not red"),
        ("red visa not red", "red", "not red"),
        ("late -late", "late", "-late"),
        ("late on time", "late", "on time"),
        ("not late not on time", "not on time", "not late"),
        ("vert sauf vert", "vert", "sauf vert"),
        ("phase:closed not closed", "closed", "not closed"),
        ("program:consul not program:consul", "consul", "not consul"),
        ("visa niet visa", "visa", "niet visa"),
        ("red or late not red, late", "red", "not red"),
        ("not red, amber, green, unreported", "not red", "not unreported"),
        ("UP>99 UP<97", "UP>99", "UP<97"),
        ("red only:amber", "red", "amber"),
        ("end>2026-06-30 end<2026-06-30", "end>2026-06-30", "end<2026-06-30"),
        ("progress>50 progress<=50", "progress>50", "progress<=50"),
        ("not red, amber only:red,amber", "red", "not amber"),
        ("UP=99 UP<99", "UP=99", "UP<99"),
        ("UP=99 UP<>99", "UP=99", "UP<>99"),
    ],
)
def test_filters_that_exclude_each_other_are_told(typed: str, one: str, other: str) -> None:
    problems = understood(typed).problems
    assert problems == (Problem(one, "clash", other=other),)
    told = problem_words(problems, speaker("en", ZoneInfo("Europe/Brussels")))
    assert told == f"“{one}” and “{other}” exclude each other: no project can be both."


@pytest.mark.parametrize(
    "typed",
    [
        "red green not red",
        "late or red not red",
        "UP>97 UP<99",
        "UP>=99 UP<=99",
        "A<1 B>2",
        "phase:executing not closed",
    ],
)
def test_filters_that_leave_something_are_no_clash(typed: str) -> None:
    assert understood(typed).problems == ()


@pytest.mark.parametrize(
    ("typed", "problem", "told"),
    [
        ("colour:blue", Problem("colour:blue"), "program:"),
        ("phase:banana", Problem("banana", "phase"), "executing"),
        ("sort:weight", Problem("weight", "sort"), "progress"),
        ("status:blue", Problem("blue", "status"), "amber"),
        ("indicator:SPI", Problem("SPI", "indicator"), "indicator:CODE<0.9"),
        ("indicator:SPI<", Problem("SPI<", "indicator"), "indicator:CODE<0.9"),
        ("SPI <", Problem("SPI<", "indicator"), "indicator:CODE<0.9"),
        ("SPI<1e999", Problem("SPI<1e999", "indicator"), "indicator:CODE<0.9"),
        ("SPI=NaN", Problem("SPI=NaN", "indicator"), "indicator:CODE<0.9"),
        ("end<june", Problem("end<june", "end"), "end<2026-06-30"),
        ("end<30 June", Problem("end<30 June", "end"), "end<2026-06-30"),
        ("end after 1 October", Problem("end>1 October", "end"), "end<2026-06-30"),
        ("end before june 2026", Problem("end<june 2026", "end"), "end<2026-06-30"),
        ("end<30/6", Problem("end<30/6", "end"), "end<2026-06-30"),
        ("progress<=>50", Problem("progress<=>50", "progress"), "progress<50"),
        ("progress<half", Problem("progress<half", "progress"), "progress<50"),
        ("progress:50", Problem("progress:50", "progress"), "progress<50"),
        ("end:2026-06-30", Problem("end:2026-06-30", "end"), "end<2026-06-30"),
        ("not late or not missing", Problem("missing", "or not"), "for the one, then for the other"),
        ("computed:blue", Problem("blue", "computed"), "amber"),
        ("phase:", Problem("phase", "phase", half=True), "executing"),
        ("statut:", Problem("statut", "status", half=True), "amber"),
        ('sort: "', Problem("sort", "sort", half=True), "progress"),
        ("kpi :", Problem("kpi", "indicator", half=True), "CODE<0.9"),
        ("Programm: ''", Problem("Programm", "program", half=True), "a code"),
        ("owner: phase:closing", Problem("owner", "owner", half=True), "a code"),
        ("or not late", Problem("late", "or not"), "for the one, then for the other"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_can(typed: str, problem: Problem, told: str) -> None:
    found = understood(f"red {typed}")
    assert found.problems == (problem,)
    assert found.selection.rags == {Rag.RED}
    words = problem_words(found.problems, speaker("en", ZoneInfo("Europe/Brussels")))
    assert problem.typed in words
    assert told in words


def test_filters_that_are_too_long_are_refused_whole() -> None:
    assert understood("x" * FILTER_LIMIT).problems == ()
    (problem,) = understood("x " * 100 + "x").problems
    told = problem_words((problem,), speaker("en", ZoneInfo("Europe/Brussels")))
    assert told == "This is too long: at most 200 characters are read."


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_instead_can_be_used(language: str) -> None:
    say = speaker(language, ZoneInfo("Europe/Brussels"))
    for key in ("phase", "sort", "status"):
        offered = problem_words((Problem("?", key),), say).rpartition(": ")[2]
        for word in offered.rstrip(".").split(", "):
            found = understood(f"{key}:{word}")
            assert found.problems == (), (language, word)


@pytest.mark.parametrize("typed", ["🔴", ",", '""', ":", "🔴 🔴", "<>"])
def test_signs_alone_are_no_question_about_everything(typed: str) -> None:
    (problem,) = understood(typed).problems
    for language in LANGUAGES:
        say = speaker(language, ZoneInfo("Europe/Brussels"))
        told = problem_words((problem,), say)
        assert typed in told
    assert "propriétaire:" in problem_words((Problem("x:y"),), speaker("fr", ZoneInfo("Europe/Brussels")))


def test_the_status_of_what_was_never_reported_is_offered_too() -> None:
    for language, word in zip(LANGUAGES, ("unreported", "gris", "grijs", "grau"), strict=True):
        told = problem_words((Problem("blue", "status"),), speaker(language, ZoneInfo("Europe/Brussels")))
        assert told.endswith(f"{word}.")


def test_an_example_is_of_an_indicator_of_the_readers_and_written_as_they_write() -> None:
    problem = Problem("UP<", "indicator")
    for language, example in (("en", "indicator:VISA.UP<0.9."), ("de", "indikator:VISA.UP<0,9.")):
        told = problem_words((problem,), speaker(language, ZoneInfo("Europe/Brussels")), "VISA.UP")
        assert told.endswith(example)


def test_the_orders_are_offered_in_the_language_of_who_asks() -> None:
    offered = problem_words((Problem("x", "sort"),), speaker("de", ZoneInfo("Europe/Brussels")))
    assert offered.rpartition(": ")[2] == "status, code, name, programm, leiter, ende, fortschritt, datum."
