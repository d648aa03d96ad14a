"""Where a letter goes: people and channels are reached where they were last seen."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.addressing import Destination, destination, lost, opened, why_unreachable
from bot.clock import SimulatedClock
from bot.office import Office
from bot.teams.settings import MICROSOFT_SERVICE_URL
from dialogs.desk import Desk
from pmo.portfolio import Member
from storage.contacts import TENANT, Address, Contact
from storage.embedded import open_store
from storage.outbox import Letter, LetterKind
from storage.tables import TABLES

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
NORA = Member(id="nora", name="Nora", entra_id="00000000-0000-4000-8000-000000000001")
CHANNEL = "19:a@thread.tacv2"
THERE, ELSEWHERE = "https://smba.example/emea/", "https://smba.example/amer/"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    store = await open_store(tmp_path, TABLES)
    yield Office(store, SimulatedClock(NOW))
    await store.close()


def letter(**to: Any) -> Letter:
    return Letter(key="k", kind=LetterKind.ALERT, subject="s", written=NOW, not_before=NOW, **to)


async def where(office: Office, to: Letter) -> Destination | str:
    return await office.work(lambda desk: destination(to, desk))


async def keep(office: Office, *known: Address | Contact | Member) -> None:
    async def put(desk: Desk) -> None:
        for one in known:
            if isinstance(one, Address):
                await desk.records.addresses.put(one)
            elif isinstance(one, Contact):
                await desk.records.contacts.put(one)
            else:
                await desk.records.members.put(one)

    await office.work(put)


async def test_a_channel_is_reached_where_it_was_last_seen(office: Office) -> None:
    await keep(office, Address(id=CHANNEL, service_url=THERE), Address(id=TENANT, service_url=ELSEWHERE))
    assert await where(office, letter(channel=CHANNEL)) == Destination(service_url=THERE, channel=CHANNEL)


async def test_a_channel_never_seen_is_reached_where_the_tenant_was(office: Office) -> None:
    await keep(office, Address(id=TENANT, service_url=ELSEWHERE))
    assert await where(office, letter(channel=CHANNEL)) == Destination(service_url=ELSEWHERE, channel=CHANNEL)


async def test_before_anything_was_seen_microsofts_address_is_tried(office: Office) -> None:
    assert await where(office, letter(channel=CHANNEL)) == Destination(
        service_url=MICROSOFT_SERVICE_URL, channel=CHANNEL
    )


async def test_a_person_is_reached_in_the_chat_they_have_else_in_one_to_be_made(office: Office) -> None:
    await keep(office, NORA, Address(id=TENANT, service_url=ELSEWHERE))
    unseen = await where(office, letter(member="NORA"))
    assert unseen == Destination(service_url=ELSEWHERE, member=NORA.entra_id, entra_id=NORA.entra_id)
    await keep(office, Contact(entra_id=NORA.entra_id, teams_id="29:nora", conversation="a:1", service_url=THERE))
    seen = await where(office, letter(member="nora"))
    assert seen == Destination(service_url=THERE, conversation="a:1", member="29:nora", entra_id=NORA.entra_id)


async def test_a_message_to_redraw_is_found_by_its_own_ids(office: Office) -> None:
    redraw = letter(conversation="a:1", activity="7", service_url=THERE, member="nobody")
    assert await where(office, redraw) == Destination(service_url=THERE, conversation="a:1", activity="7")


async def test_a_message_is_not_redrawn_where_nobody_can_be_reached(office: Office) -> None:
    gone = Contact(entra_id=NORA.entra_id, conversation="a:1", unreachable="removed")
    await keep(office, NORA, gone, Address(id=CHANNEL, unreachable="403"))
    own, thread = letter(conversation="a:1", activity="7"), letter(conversation=f"{CHANNEL};messageid=7", activity="7")
    assert await where(office, own) == "removed"
    assert await where(office, letter(conversation="a:0", activity="7", member="nora")) == "removed"
    assert await where(office, thread) == "403"


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (None, "unknown"),
        (Member(id="nora", name="Nora", archived=True, entra_id=NORA.entra_id), "unknown"),
        (Member(id="nora", name="Nora"), "no Entra id"),
    ],
)
async def test_who_cannot_be_addressed_is_said_why(office: Office, member: Member | None, reason: str) -> None:
    await keep(office, *([member] if member else []))
    assert await where(office, letter(member="nora")) == reason


async def test_a_place_that_was_lost_is_not_tried_and_its_loss_is_news_once(office: Office) -> None:
    channel = Destination(service_url=THERE, channel=CHANNEL)
    assert await office.work(lambda desk: lost(channel, "403", desk))
    assert not await office.work(lambda desk: lost(channel, "403", desk))
    assert await where(office, letter(channel=CHANNEL)) == "403"
    await keep(office, NORA)
    person = Destination(service_url=THERE, entra_id=NORA.entra_id)
    assert await office.work(lambda desk: lost(person, "404", desk))
    assert await where(office, letter(member="nora")) == "404"


@pytest.mark.parametrize(
    ("code", "chat", "word"),
    [
        ("MessageWritesBlocked", "a:1", "blocked"),
        ("ConversationBlockedByUser", "a:1", "blocked"),
        ("BotDisabledByAdmin", "", "blocked"),
        ("BotNotInConversationRoster", "a:1", "removed"),
        ("BotNotInConversationRoster", "", "not installed"),
        ("ForbiddenOperationException", "", "not installed"),
        ("ConversationNotFound", "a:1", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_why_a_person_cannot_be_reached_is_a_word(code: str, chat: str, word: str) -> None:
    assert why_unreachable(Destination(service_url=THERE, conversation=chat), code) == word


async def test_a_chat_that_was_made_is_used_from_then_on(office: Office) -> None:
    await keep(office, NORA)
    await office.work(lambda desk: opened(NORA.entra_id, "a:1", THERE, desk))
    found = await where(office, letter(member="nora"))
    assert isinstance(found, Destination)
    assert (found.conversation, found.service_url) == ("a:1", THERE)
