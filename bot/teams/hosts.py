"""Which addresses the bot may send to: Microsoft's, those the administrator listed, and nothing that resembles them."""

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache

from bot.teams.settings import TeamsSettings

# Hosts recorded in Microsoft's documents and in real traffic; a leading dot means any name below it.
MICROSOFT_HOSTS = (
    "smba.trafficmanager.net",
    ".teams.microsoft.com",
    ".teams.microsoft.us",
    ".botframework.com",
    ".botapi.skype.com",
    ".botapi.skype.net",
)

# One strict form instead of a tolerant parser: two parsers that read one address differently are how a token leaks.
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::(?P<port>[0-9]{1,5}))?"
    r"(?:/[a-z0-9._~/-]*)?",
    re.IGNORECASE | re.ASCII,
)
_ADDRESS_LENGTH = 2048


@dataclass(frozen=True, slots=True)
class Address:
    """The part of a plain web address that says which machine it is; lower case, port empty when not given."""

    scheme: str
    host: str
    port: str


def plain_address(url: str) -> Address | None:
    """The machine of an `http` or `https` address without user, query and fragment; None for anything else."""
    match = _ADDRESS.fullmatch(url) if len(url) <= _ADDRESS_LENGTH else None
    if match is None:
        return None
    return Address(match["scheme"].lower(), match["host"].lower(), match["port"] or "")


def is_loopback(host: str) -> bool:
    """Whether a host name or address literal is this very machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def same_address(one: str, other: str) -> bool:
    """Whether two service addresses are the same: scheme and host without case, a closing slash ignored."""
    return _normal(one) == _normal(other)


@lru_cache(maxsize=256)
def _normal(url: str) -> tuple[str, str]:
    scheme, separator, rest = url.partition("://")
    host, _, path = rest.partition("/")
    return f"{scheme}{separator}{host}".lower(), path.rstrip("/")


class ServiceHosts:
    """The allow-list in front of every send; the bot's own token goes nowhere else."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._listed = {host.strip().lower() for host in settings.service_hosts if host.strip()}
        self._local = settings.local
        self.allow = lru_cache(maxsize=256)(self._allow)

    def _allow(self, url: str) -> bool:
        """Whether the bot may send to this service address."""
        address = plain_address(url)
        if address is None:
            return False
        listed = not self._listed.isdisjoint((address.host, f"{address.host}:{address.port}"))
        if is_loopback(address.host):
            return listed or self._local
        if address.scheme == "http":
            return False
        return listed or (address.port in ("", "443") and _is_microsofts(address.host))


def _is_microsofts(host: str) -> bool:
    return any(host.endswith(known) if known.startswith(".") else host == known for known in MICROSOFT_HOSTS)
