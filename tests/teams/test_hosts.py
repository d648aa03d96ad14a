"""Where the bot may send, and look-alikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.hosts import ServiceHosts, is_loopback, same_address
from bot.teams.settings import TeamsSettings

ALLOWED = [
    "https://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net/amer",
    "https://smba.trafficmanager.net/amer/0a1b2c3d-1111-4222-8333-444455556666/",
    "https://SMBA.TrafficManager.net:443/teams/",
    "https://smba.infra.gcc.teams.microsoft.com/teams",
    "https://smba.infra.gov.teams.microsoft.us/teams",
    "https://europe.webchat.botframework.com/",
    "https://canary.botapi.skype.com/amer/",
    "https://cosmic-int.botapi.skype.net/",
]
REFUSED = [
    "",
    "https://",
    "smba.trafficmanager.net",
    "//smba.trafficmanager.net/",
    "http://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net:8443/emea/",
    "https://evilsmba.trafficmanager.net/",
    "https://x.smba.trafficmanager.net/",
    "https://trafficmanager.net/",
    "https://evil.trafficmanager.net/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evilbotframework.com/",
    "https://botframework.com/",
    "https://botframework.com.evil.example/",
    "https://user@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://smba.trafficmanager.net:x@evil.example/",
    "https://evil.example/smba.trafficmanager.net/",
    "https://evil.example#.botframework.com/",
    "https://evil.example?.botframework.com",
    "https://evil.example\\.botframework.com/",
    "https://evil.example\t.botframework.com/",
    "https://smba.trafficmanager.net/\r\nHost: evil.example",
    "https://smba.trafficmanager.net./emea/",
    "https://.botframework.com/",
    "https://smbа.trafficmanager.net/",
    "https://[::1]/",
    "http://127.0.0.1:3978/",
    "http://localhost/",
    "ftp://smba.trafficmanager.net/",
    "javascript:alert(1)",
    "https://smba.trafficmanager.net/" + "a" * 3000,
]


@pytest.mark.parametrize("url", ALLOWED)
def test_microsofts_hosts_are_allowed(url: str) -> None:
    assert ServiceHosts(TeamsSettings()).allow(url)


@pytest.mark.parametrize("url", REFUSED)
def test_what_resembles_them_is_not(url: str) -> None:
    assert not ServiceHosts(TeamsSettings()).allow(url)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://relay.ministry.example/", True),
        ("https://relay.ministry.example:8443/", True),
        ("http://relay.ministry.example/", False),
        ("https://other.ministry.example:444/", True),
        ("https://other.ministry.example/", False),
        ("https://xrelay.ministry.example/", False),
        ("http://127.0.0.1:9000/emea/", True),
        ("http://127.0.0.1:9001/emea/", False),
        ("http://[::1]:9000/", True),
        ("http://localhost:9000/", False),
    ],
)
def test_listed_hosts_are_allowed_in_the_clear_only_on_this_machine(url: str, allowed: bool) -> None:
    listed = ("relay.ministry.example", " Other.Ministry.example:444", "127.0.0.1:9000", "[::1]:9000", "")
    assert ServiceHosts(TeamsSettings(service_hosts=listed)).allow(url) is allowed


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://localhost:56150/_connector", True),
        ("http://127.0.0.1:1/", True),
        ("http://127.8.8.8:1/", True),
        ("http://10.0.0.1:56150/", False),
        ("http://localhost.evil.example/", False),
        ("http://127.0.0.1.evil.example/", False),
    ],
)
def test_local_mode_may_send_to_every_port_of_this_machine(url: str, allowed: bool) -> None:
    assert ServiceHosts(TeamsSettings(local=True)).allow(url) is allowed


@given(st.text(max_size=60))
def test_nothing_said_after_the_scheme_leads_elsewhere(text: str) -> None:
    hosts = ServiceHosts(TeamsSettings(service_hosts=("relay.example",)))
    if hosts.allow(f"https://{text}"):
        host = text.lower().split("/")[0].split(":")[0]
        assert host == "relay.example" or host.endswith((".botframework.com", "microsoft.com", "microsoft.us"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://smba.trafficmanager.net/emea/", "https://SMBA.trafficmanager.net/emea", True),
        ("https://smba.trafficmanager.net/emea/", "https://smba.trafficmanager.net/amer/", False),
        ("https://smba.trafficmanager.net/emea/", "http://smba.trafficmanager.net/emea/", False),
        ("https://smba.trafficmanager.net", "https://smba.trafficmanager.net/", True),
        ("https://a/B", "https://a/b", False),
    ],
)
def test_addresses_are_the_same_but_for_case_of_the_host_and_a_closing_slash(one: str, other: str, same: bool) -> None:
    assert same_address(one, other) is same


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_this_machine_is_known_by_its_addresses(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "127.0.0.1.example", "10.0.0.1", "localhost.example"])
def test_other_machines_are_not_this_one(host: str) -> None:
    assert not is_loopback(host)
