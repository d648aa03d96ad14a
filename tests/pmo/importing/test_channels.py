"""A channel shows one program: no file gives it to a second one, and who loses or gets one is told in words."""

from dataclasses import replace

from pmo.importing.outcome import ImportOutcome
from tests.pmo.importing.tables import Kept

ONE, TWO = "19:one@thread.tacv2", "19:two@thread.tacv2"


def programs(consul: str, secnet: str) -> list[dict[str, str]]:
    return [
        {"code": "CONSUL", "name": "Consular services", "channel": consul},
        {"code": "SECNET", "name": "Secure networks", "channel": secnet},
    ]


def kept(consul: str = ONE, secnet: str = TWO) -> Kept:
    store = Kept()
    assert not store.bring_in(programs=programs(consul, secnet)).refused
    return store


def warned(outcome: ImportOutcome) -> list[tuple[int | None, str]]:
    assert not outcome.refused
    return [(one.row, one.message) for one in outcome.warnings]


def test_a_channel_that_another_program_keeps_is_an_error_that_names_both() -> None:
    outcome = kept().bring_in(programs=programs(TWO, TWO))
    assert [(one.row, one.column) for one in outcome.errors] == [(2, "channel")]
    assert outcome.errors[0].message == (
        f"CONSUL · Consular services cannot work in {TWO}: SECNET · Secure networks works there, and a channel shows "
        "one program; give one of them another channel or none in this file"
    )
    assert outcome.unchanged


def test_two_new_programs_in_one_channel_are_an_error() -> None:
    outcome = Kept().bring_in(programs=programs(ONE, ONE))
    assert [(one.row, one.column) for one in outcome.errors] == [(3, "channel")]


def test_a_channel_that_the_other_gives_up_in_the_same_file_changes_its_program_in_words() -> None:
    assert warned(kept().bring_in(programs=programs(TWO, ""))) == [
        (2, f"{TWO} shows CONSUL · Consular services from now on, and SECNET · Secure networks no more"),
        (2, f"{ONE} shows no program any more"),
        (3, "SECNET · Secure networks has no channel any more; its manager and owner hear privately"),
    ]


def test_two_programs_may_exchange_their_channels() -> None:
    assert warned(kept().bring_in(programs=programs(TWO, ONE))) == [
        (2, f"{TWO} shows CONSUL · Consular services from now on, and SECNET · Secure networks no more"),
        (3, f"{ONE} shows SECNET · Secure networks from now on, and CONSUL · Consular services no more"),
    ]


def test_the_channel_of_a_program_that_leaves_is_free() -> None:
    assert [message for _, message in warned(kept().bring_in(programs=programs(TWO, "")[:1]))] == [
        f"{TWO} shows CONSUL · Consular services from now on, and SECNET · Secure networks no more",
        f"{ONE} shows no program any more",
        "SECNET · Secure networks leaves and has no digest any more; its manager and owner hear of it",
    ]


def test_a_program_that_leaves_is_told_with_the_channel_that_shows_none_any_more() -> None:
    assert warned(kept().bring_in(programs=programs(ONE, TWO)[:1])) == [
        (None, "SECNET · Secure networks leaves and has no digest any more; its manager and owner hear of it"),
        (None, f"{TWO} shows no program any more"),
    ]


def test_a_first_channel_is_no_warning_and_another_one_is() -> None:
    store = kept(consul="")
    assert warned(store.bring_in(programs=programs(ONE, TWO))) == []
    other = "19:three@thread.tacv2"
    assert warned(store.bring_in(programs=programs(other, TWO))) == [
        (2, f"CONSUL · Consular services works in {other} from now on, and no more in {ONE}"),
        (2, f"{ONE} shows no program any more"),
    ]


def test_what_shares_a_channel_already_is_told_and_no_error() -> None:
    store = kept()
    programs_kept = store.documents["programs"]
    programs_kept["consul"] = replace(programs_kept["consul"], channel=TWO)
    other_name = [programs(ONE, TWO)[0], programs(ONE, TWO)[1] | {"description": "Every post is reached"}]
    assert warned(store.bring_in(programs=other_name)) == [
        (3, f"SECNET · Secure networks shares {TWO} with CONSUL · Consular services, which alone is shown there")
    ]


def test_a_program_that_returns_takes_no_channel_from_another() -> None:
    store = kept()
    store.bring_in(programs=programs(TWO, TWO)[:1])
    assert store.bring_in(programs=programs(TWO, TWO)).refused


def test_cells_that_are_older_than_what_was_chosen_in_teams_take_nothing() -> None:
    store = kept()
    documents = store.documents["programs"]
    documents["consul"], documents["secnet"] = (
        replace(documents["consul"], channel=""),
        replace(documents["secnet"], channel=ONE),
    )
    assert warned(store.bring_in(programs=programs(ONE, TWO))) == []
