"""What `bot/teams` needs to know about this installation."""

from dataclasses import dataclass, field

MICROSOFT_OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
MICROSOFT_ISSUER = "https://api.botframework.com"
MICROSOFT_TOKEN_URL = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"  # noqa: S105 - an address
MICROSOFT_SERVICE_URL = "https://smba.trafficmanager.net/teams/"
"""Where a tenant is reached that no activity has come from yet; never used for answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsSettings:
    """The part of the settings (CONTRACT §1) that concerns Teams; already checked by whoever made it.

    Attributes:
        tenant_id: the one tenant that is served; empty only in local mode.
        local: no identity and no token checks; for a loopback address only.
        token_url: where the bot gets its own token; empty means Microsoft's, for the tenant.
        service_hosts: further hosts the bot may send to, `host` or `host:port`.
        simulated: the clock is simulated, so messages say what they are about (CONTRACT §2).
    """

    app_id: str = ""
    app_secret: str = field(default="", repr=False)
    tenant_id: str = ""
    local: bool = False
    openid_url: str = MICROSOFT_OPENID_URL
    issuer: str = MICROSOFT_ISSUER
    token_url: str = ""
    service_hosts: tuple[str, ...] = ()
    simulated: bool = False

    @property
    def token_endpoint(self) -> str:
        """The address of the bot's own tokens."""
        return self.token_url or MICROSOFT_TOKEN_URL.format(tenant=self.tenant_id)
