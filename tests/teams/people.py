"""Who and what there is in the loopback tenant: people, a team, its channels."""

from dataclasses import dataclass

TENANT = "0a1b2c3d-1111-4222-8333-444455556666"
APP_ID = "b07b07b0-7777-4888-9999-000011112222"
BOT_NAME = "PMO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A user of the tenant as Teams describes one to a bot."""

    name: str
    entra_id: str
    teams_id: str
    locale: str = "en-GB"
    timezone: str = "Europe/Brussels"

    @property
    def personal(self) -> str:
        """The id of the chat between this person and the bot."""
        return f"a:1{self.teams_id.removeprefix('29:')}-with-the-bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel of the team, or a chat of several people."""

    name: str
    id: str
    is_chat: bool = False


def person(name: str, number: int, locale: str = "en-GB", timezone: str = "Europe/Brussels") -> Person:
    """A person with ids made of a number."""
    return Person(
        name=name,
        entra_id=f"00000000-0000-4000-8000-{number:012d}",
        teams_id=f"29:1user{number:04d}",
        locale=locale,
        timezone=timezone,
    )


AMINA = person("Amina Lukusa", 1, "fr-CD", "Africa/Kinshasa")
BIKRAM = person("Bikram Thapa", 2, "en-GB", "Asia/Kathmandu")
CLARA = person("Clara Wouters", 3, "nl-BE", "Europe/Brussels")
DIETER = person("Dieter Vogt", 4, "de-DE", "Europe/Berlin")

GENERAL = Channel(name="General", id="19:general@thread.tacv2")
ALERTS = Channel(name="ICT renewal", id="19:renewal@thread.tacv2")
LUNCH = Channel(name="Lunch", id="19:lunch@unq.gbl.spaces", is_chat=True)
TEAM_ID = GENERAL.id
