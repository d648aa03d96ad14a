"""Activities in and out of JSON: nothing of use is lost, nothing of the wrong type gets in."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from botbuilder.schema import Activity
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.model import (
    MAX_DEPTH,
    MAX_ID,
    MAX_ITEMS,
    MAX_TEXT,
    MalformedActivity,
    read_activity,
    read_model,
    write_model,
)
from tests.teams import AMINA
from tests.teams.activities import envelope, in_personal, words


def read(**fields: Any) -> Activity:
    return read_activity(msgspec.json.encode({"type": "message"} | fields))


def test_the_offset_of_the_senders_time_is_kept() -> None:
    activity = read(localTimestamp="2026-03-12T15:40:00.1234567+01:00", timestamp="2026-03-12T14:40:00.123Z")
    assert activity.local_timestamp.utcoffset() == timedelta(hours=1)
    assert activity.local_timestamp == activity.timestamp + timedelta(microseconds=456)


def test_the_tenant_of_the_conversation_is_found_under_the_name_teams_uses() -> None:
    assert read(conversation={"id": "a:1", "tenantId": "t"}).conversation.tenant_id == "t"
    assert write_model(read(conversation={"id": "a:1", "tenantId": "t"}))["conversation"]["tenantId"] == "t"


def test_unknown_fields_are_kept_aside_and_null_is_absent() -> None:
    activity = read(new={"a": 1}, text=None, recipient={"id": "28:b", "isTargeted": True})
    assert activity.additional_properties == {"new": {"a": 1}}
    assert activity.text is None
    assert activity.recipient.additional_properties == {"isTargeted": True}


def test_an_unreadable_date_is_an_absent_one() -> None:
    assert read(timestamp="yesterday").timestamp is None


@pytest.mark.parametrize(
    "fields",
    [
        {"type": 5},
        {"type": ""},
        {"type": None},
        {"id": 5},
        {"text": ["help"]},
        {"from": "Amina"},
        {"from": {"id": 7}},
        {"from": [{}]},
        {"conversation": "a:1"},
        {"conversation": {"isGroup": "yes"}},
        {"channelId": {}},
        {"entities": {}},
        {"entities": ["mention"]},
        {"entities": [{"type": 1}]},
        {"membersAdded": {"id": "1"}},
        {"timestamp": 5},
        {"serviceUrl": True},
        {"attachments": "none"},
        {"replyToId": 1.5},
        {"historyDisclosed": 1},
        {"id": "x" * (MAX_ID + 1)},
        {"serviceUrl": "x" * 5000},
        {"text": "x" * (MAX_TEXT + 1)},
        {"from": {"id": "29:1", "name": "x" * 5000}},
        {"membersAdded": [{}] * (MAX_ITEMS + 1)},
    ],
)
def test_a_known_field_of_another_type_or_size_is_refused_with_a_sentence(fields: dict[str, Any]) -> None:
    with pytest.raises(MalformedActivity, match=r"^[A-Za-z].*\.$"):
        read(**fields)


def nested(levels: int) -> Any:
    inside: Any = "x"
    for level in range(levels):
        inside = [inside] if level % 2 else {"a": inside}
    return inside


def test_what_is_nested_too_deep_is_refused_before_anybody_walks_through_it() -> None:
    assert read(value=nested(MAX_DEPTH - 1), other=[[]] * 200).value
    for levels in (MAX_DEPTH, 300, 900):
        with pytest.raises(MalformedActivity, match="nested"):
            read(value=nested(levels))


BAD_BODIES = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"5",
    b"{",
    b"{'type': 'message'}",
    b"\xff\xfe",
    b'{"type":"message"} trailing',
    b'{"type":"message","text":"\\ud800"}',
    b'{"type":"message","value":1e999}',
    b'{"type":"message","value":NaN}',
    b"[" * 100_000,
    b'{"value":' * 20_000,
]


@pytest.mark.parametrize("body", BAD_BODIES)
def test_a_body_that_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedActivity):
        read_activity(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)
FIELDS = ["type", "id", "text", "from", "conversation", "recipient", "entities", "channelData", "value", "membersAdded"]


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_json_object_is_an_activity_or_malformed(fields: dict[str, Any]) -> None:
    try:
        activity = read_activity(msgspec.json.encode(fields))
    except MalformedActivity:
        return
    assert isinstance(activity.type, str)


def test_what_is_read_is_written_again() -> None:
    activity = words(in_personal(envelope("message", AMINA, "https://smba.trafficmanager.net/emea/"), AMINA), "help")
    written = msgspec.json.decode(msgspec.json.encode(write_model(read_model(Activity, activity))))
    assert {
        k: written[k] for k in ("id", "from", "recipient", "conversation", "channelData", "text", "attachments")
    } == {k: activity[k] for k in ("id", "from", "recipient", "conversation", "channelData", "text", "attachments")}
