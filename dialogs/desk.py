"""What a dialog works with: the records of its transaction, the time, and the people around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from dialogs.lineup import Lineup
from locales import Say, guess, speaker
from pmo import rights
from pmo.absences import Absence
from pmo.calendars import WorkingCalendar, calendar_of, calendar_of_post, zone_named
from pmo.portfolio import Member, Post, Program, code_key
from pmo.preferences import Policy, Preferences
from storage.contacts import Contact
from storage.outbox import Letter
from storage.shelves import Records
from storage.trail import Entry

_NOTHING_DECIDED = Policy()


class Refused(Exception):
    """The person asked for something that cannot be done; the message says why and what is possible, in their language.

    Nothing of the transaction is kept but the note that it was refused.
    """

    def __init__(self, sentence: str, *, attempt: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.attempt = attempt


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody we talk with: a member as the portfolio knows them, or a stranger.

    Attributes:
        entra_id: Entra object id; empty for a member who has never been seen.
        member: None for somebody not in members.
        has_left: they were a member before; a stranger now.
        calendar: theirs; their absences are days off in it.
        absences: those that are not archived, in order.
        say: speaks the person's language in the person's zone.
    """

    entra_id: str
    member: Member | None
    contact: Contact | None
    calendar: WorkingCalendar
    say: Say
    absences: tuple[Absence, ...] = ()
    preferences: Preferences | None = None
    has_left: bool = False

    def absence_at(self, instant: datetime) -> Absence | None:
        """The absence that holds at an instant, by the person's own days."""
        today = self.calendar.local(instant).date()
        return next((one for one in self.absences if one.first <= today <= one.last), None)

    @property
    def id(self) -> str:
        """The member id; empty for a stranger."""
        return self.member.id if self.member else ""

    @property
    def name(self) -> str:
        """For display; empty for a stranger."""
        return self.member.name if self.member else ""

    @property
    def is_of_the_pmo(self) -> bool:
        """Whether they administer for others; a stranger does not."""
        return self.member is not None and rights.is_of_the_pmo(self.member)

    @property
    def may_decide(self) -> bool:
        """Whether they decide on rules, limits and calendars; a stranger does not."""
        return self.member is not None and rights.may_decide(self.member)

    @property
    def mark(self) -> str:
        """How the audit names this person."""
        return self.member.id if self.member else f"entra:{self.entra_id}"


@dataclass(slots=True, kw_only=True)
class Desk:
    """One transaction's worth of work.

    Attributes:
        now: UTC, the rules' clock.
        real: UTC, the real clock.
        language: for people and programs without one.
        lineup: the portfolio of the store, kept from desk to desk.
        supposed: a post as it might be, which stands here instead of the one that is kept.
    """

    records: Records
    now: datetime
    real: datetime
    language: str = "en"
    lineup: Lineup = field(default_factory=Lineup)
    supposed: Post | None = None
    _found_headquarters: tuple[Post, ...] | None = field(default=None, init=False)

    async def person(self, entra_id: str) -> Person:
        """The person with this Entra object id."""
        contact = await self.records.contacts.get(entra_id) if entra_id else None
        found = await self.records.members.find("entra", entra_id, limit=1) if entra_id else ()
        if entra_id and not found:
            return await self._stranger(entra_id, contact)
        return await self._known(entra_id, found[0] if found else None, contact)

    async def _stranger(self, entra_id: str, contact: Contact | None) -> Person:
        """Somebody who is no member, perhaps not any more."""
        left = next((one for one in await self.records.members.all() if one.entra_id == entra_id), None)
        person = await self._known(entra_id, None, contact)
        return msgspec.structs.replace(person, has_left=left is not None)

    async def member(self, member_id: str) -> Person | None:
        """The person with this member id; None when there is no such member or they have left."""
        member = await self.records.members.get(code_key(member_id)) if member_id else None
        if member is None or member.archived:
            return None
        contact = await self.records.contacts.get(member.entra_id) if member.entra_id else None
        return await self._known(member.entra_id, member, contact)

    async def _known(self, entra_id: str, member: Member | None, contact: Contact | None) -> Person:
        language = (member.language if member else "") or guess(contact.locale if contact else "") or self.language
        if member is None:
            calendar = calendar_of_post(await self.post(""))
            say = speaker(language, zone_named(calendar.zone))
            return Person(entra_id=entra_id, member=None, contact=contact, calendar=calendar, say=say)
        key = code_key(member.id)
        found = await self.records.absences.find("member", key)
        absences = tuple(absence for absence in found if not absence.archived)
        preferences = await self.records.preferences.get(key)
        hours = preferences.hours if preferences else None
        calendar = calendar_of(member, await self.post(member.post), hours, absences)
        return Person(
            entra_id=entra_id,
            member=member,
            contact=contact,
            calendar=calendar,
            say=speaker(language, zone_named(calendar.zone)),
            absences=absences,
            preferences=preferences,
        )

    async def policy(self) -> Policy:
        """What the PMO decided for everybody."""
        return await self.records.policies.get(_NOTHING_DECIDED.name) or _NOTHING_DECIDED

    async def post(self, code: str) -> Post | None:
        """The post with this code; headquarters for an empty code; None when there is neither."""
        found = await self.records.posts.get(code_key(code)) if code else await self._headquarters()
        supposed = self.supposed
        if supposed is None:
            return found
        stands_in = supposed.headquarters and code_key(code) in ("", supposed.key)
        is_it = found.key == supposed.key if code and found else stands_in
        return supposed if is_it else found

    async def keep_post(self, post: Post) -> None:
        """Keep a post; whoever asks for it here from now on gets it as it is now."""
        await self.records.posts.put(post)
        self.look_again()

    def look_again(self) -> None:
        """Posts have been written: headquarters may be another one."""
        self._found_headquarters = None

    def supposing(self, post: Post) -> "Desk":
        """The same desk, on which one post is as it might be: for looking ahead only."""
        return replace(self, supposed=post)

    async def _headquarters(self) -> Post | None:
        """Looked for once: what has no post of its own asks for it again and again."""
        if self._found_headquarters is None:
            found = [one for one in await self.records.posts.all() if one.headquarters and not one.archived]
            self._found_headquarters = tuple(found[:1])
        return self._found_headquarters[0] if self._found_headquarters else None

    async def calendar_of_program(self, program: Program) -> WorkingCalendar:
        """The calendar its channel keeps."""
        return calendar_of_post(await self.post(program.post))

    async def calendar_of_headquarters(self) -> WorkingCalendar:
        """The calendar of what belongs to no program."""
        return calendar_of_post(await self.post(""))

    async def name_of(self, member_id: str) -> str:
        """The name of a member, the id itself for somebody unknown, empty for nobody."""
        member = await self.records.members.get(code_key(member_id)) if member_id else None
        return member.name if member else member_id

    async def say_in(self, program: Program, asked_in: str = "") -> Say:
        """Speaks the program's first language in the zone of its post; that of who asked, where it is one of its."""
        calendar = await self.calendar_of_program(program)
        languages = program.languages or (self.language,)
        return speaker(asked_in if asked_in in languages else languages[0], zone_named(calendar.zone))

    async def write(self, letter: Letter) -> None:
        """Put a letter into the outbox, once per key."""
        if await self.records.letters.get(letter.key) is None:
            await self.records.letters.put(letter)

    async def write_unless_told(self, letter: Letter, since: datetime | None = None) -> None:
        """Put a letter into the outbox unless it waits there or has had its outcome (since that instant, UTC)."""
        ended = await self.records.deliveries.find("key", letter.key, limit=1, backwards=True)
        if not ended or (since is not None and ended[0].at < since):
            await self.write(letter)

    async def note(self, who: str, what: str, about: str = "", detail: Mapping[str, str] | None = None) -> None:
        """Add a line to the audit."""
        entry = Entry(at=self.now, real=self.real, who=who, what=what, about=about, detail=detail or {})
        await self.records.audit.append(entry)
