"""Files that people send are fetched from where Teams keeps them, and from nowhere else."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.teams.files import NotFetched, SentFiles
from bot.teams.settings import TeamsSettings


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.mark.parametrize(
    "link",
    [
        "https://contoso-my.sharepoint.com/personal/p/_layouts/15/download.aspx?UniqueId=1&tempauth=v1.eyJ",
        "https://CONTOSO.SharePoint.com:443/x.xlsx",
        "https://agency.sharepoint.us/x.xlsx",
    ],
)
async def test_addresses_that_teams_gives_are_asked_as_they_are(session: aiohttp.ClientSession, link: str) -> None:
    address = SentFiles(TeamsSettings(), session).address(link)
    assert address.host is not None
    assert address.host.endswith((".sharepoint.com", ".sharepoint.us"))
    assert address.query_string in link


@pytest.mark.parametrize(
    "link",
    [
        "https://sharepoint.com/x.xlsx",
        "https://evilsharepoint.com/x.xlsx",
        "https://contoso.sharepoint.com.evil.example/x.xlsx",
        "https://evil.example/?contoso.sharepoint.com",
        "https://contoso.sharepoint.com@evil.example/x.xlsx",
        "https://evil.example#.sharepoint.com",
        "https://evil.example\\.sharepoint.com/x",
        "http://contoso.sharepoint.com/x.xlsx",
        "https://contoso.sharepoint.com:8443/x.xlsx",
        "ftp://contoso.sharepoint.com/x.xlsx",
        "//contoso.sharepoint.com/x.xlsx",
        "https://127.0.0.1/x.xlsx",
        "http://127.0.0.1:3978/x.xlsx",
        "http://[::1]:3978/x.xlsx",
        "http://169.254.169.254/latest/meta-data",
        "https://[fe80::1%25eth0]/x",
        "https://contoso.sharepoint.com:99999/x",
        "",
        "x" * 8_000,
    ],
)
async def test_any_other_address_is_asked_nothing(session: aiohttp.ClientSession, link: str) -> None:
    with pytest.raises(NotFetched, match="address"):
        SentFiles(TeamsSettings(service_hosts=("bot.example",)), session).address(link)


async def test_this_machine_serves_files_where_the_administrator_listed_it_or_in_local_mode(
    session: aiohttp.ClientSession,
) -> None:
    link = "http://127.0.0.1:5000/x.xlsx"
    assert SentFiles(TeamsSettings(service_hosts=("127.0.0.1:5000",)), session).address(link)
    assert SentFiles(TeamsSettings(local=True), session).address(link)
    with pytest.raises(NotFetched):
        SentFiles(TeamsSettings(service_hosts=("127.0.0.1:5001",)), session).address(link)
