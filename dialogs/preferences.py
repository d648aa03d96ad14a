"""Somebody sets how and when they are spoken to: language, zone, working week and hours, reminders (CONTRACT §6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cards.preferences import PolicyView, PreferencesView, preferences_card
from dialogs import members, onboarding
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.questions import reply, stranger
from dialogs.time_form import TimeForm
from dialogs.turn import Reply, Turn
from dialogs.words import language_meant, typed_by
from locales import LANGUAGES
from pmo.forms import written
from pmo.overviews import Often, leaders, often
from pmo.portfolio import HEADQUARTERS, Hours, Member, code_key
from pmo.preferences import REMINDERS, Policy, Preferences, reminders_of

conversation = Conversation()


@conversation.command("settings")
async def settings(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person's settings as a form."""
    if person.member is None:
        return stranger(person)
    mine = reply(preferences_card(await _view(person, desk), person.say), "settings")
    return await to_themselves(mine, turn, person, desk)


@conversation.command("language")
async def language(turn: Turn, person: Person, desk: Desk) -> Reply:
    """`language fr`: from now on in that language."""
    if person.member is None:
        return stranger(person)
    found = language_meant(typed_by(turn).rest)
    if not found:
        return Reply.toast(person.say("Which language? Possible are English, Français, Nederlands and Deutsch."))
    changed = await _kept(replace(person.member, language=found), desk)
    return Reply.toast(changed.say("From now on I speak English with you."))


@conversation.command("timezone")
async def timezone(turn: Turn, person: Person, desk: Desk) -> Reply:
    """`timezone Europe/Rome`, or a city: from now on by that clock."""
    if person.member is None:
        return stranger(person)
    typed = typed_by(turn).rest
    if not typed.strip():
        now, zone = person.say.time(desk.now), person.calendar.zone
        return Reply.toast(person.say("I go by the clock of {zone}; it is {time} there.", zone=zone, time=now))
    changes = _Changes(person.say, posts=await desk.records.posts.all())
    zone = changes.zone(typed)
    if changes.problems:
        return Reply.toast(changes.problems["timezone"])
    changed = await _kept(replace(person.member, timezone=zone), desk)
    now = changed.say.time(desk.now)
    return Reply.toast(changed.say("From now on I go by the clock of {zone}; it is {time} there.", zone=zone, time=now))


async def _kept(member: Member, desk: Desk) -> Person:
    changed = await members.keep(member, desk)
    await desk.note(changed.mark, "preferences.save", changed.id)
    return changed


@dataclass(slots=True)
class _Changes(TimeForm):
    """Reads the settings; the fields of time as everywhere."""

    fewest: int = 0
    leads: bool = False

    def whole(self, name: str, text: str, low: int, high: int) -> int:
        """A whole number in a range."""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
        if not low <= number <= high:
            self.problems[name] = self.say("A number from {low} to {high} is expected.", low=low, high=high)
        return number


@conversation.verb("preferences.save")
async def save(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Keep what was chosen, all of it or nothing; a language alone comes from the first conversation."""
    assert person.member is not None, "the router lets members only act"
    values = {name.casefold(): text for name, value in turn.values.items() if (text := written(value)) is not None}
    if values.get("language") and "timezone" not in values and values["language"] in LANGUAGES:
        return await _chosen_language(values["language"], person, desk)
    policy = await desk.policy()
    changes = _Changes(
        person.say,
        await desk.post(person.member.post) or HEADQUARTERS,
        fewest=policy.fewest_reminders,
        leads=await _leads(person, desk),
        posts=await desk.records.posts.all(),
    )
    member, preferences = _read(values, person, changes)
    decided = _policy(values, person, policy, changes)
    if changes.problems:
        view = await _view(person, desk)
        again = replace(view, **_typed(values, view), problems=changes.problems)
        return reply(preferences_card(again, person.say), "settings").as_redraw()
    await desk.records.preferences.put(preferences)
    if decided is not None and decided != policy:
        await desk.records.policies.put(decided)
        await desk.note(person.mark, "policy.changed", policy.name)
    changed = await _kept(member, desk)
    view = replace(await _view(changed, desk), notes=(changed.say("Saved."),))
    return reply(preferences_card(view, changed.say), "settings").as_redraw()


async def _chosen_language(code: str, person: Person, desk: Desk) -> Reply:
    """The greeting again, in the language that was chosen in it."""
    assert person.member is not None, "looked at by the caller"
    changed = await _kept(replace(person.member, language=code), desk)
    return (await onboarding.greeting(changed, desk)).as_redraw()


def _read(values: Mapping[str, str], person: Person, changes: _Changes) -> tuple[Member, Preferences]:
    """What is to be kept: a field that did not come along keeps what it holds; what is the post's stays the post's."""
    assert person.member is not None, "looked at by the caller"
    member, kept = person.member, person.preferences or Preferences(member=person.id)
    own = changes.post
    if "language" in values:
        if values["language"] in LANGUAGES:
            member = replace(member, language=values["language"])
        else:
            changes.problems["language"] = person.say("Choose one of the four languages.")
    if "timezone" in values:
        zone = changes.zone(values["timezone"])
        member = replace(member, timezone="" if zone == own.timezone else zone)
    if "workweek" in values:
        week = changes.week(values["workweek"])
        member = replace(member, workweek=() if week == own.workweek else week)
    if "hours" in values:
        hours = changes.hours(values["hours"])
        kept = replace(kept, hours=None if hours == own.hours else hours)
    if "reminders" in values:
        kept = replace(kept, reminders=changes.whole("reminders", values["reminders"], changes.fewest, len(REMINDERS)))
    if "overview" in values and values["overview"] in set(Often):
        chosen = Often(values["overview"])
        kept = replace(kept, overview=None if chosen is often(member, None, leads=changes.leads) else chosen)
    return member, kept


def _policy(values: Mapping[str, str], person: Person, policy: Policy, changes: _Changes) -> Policy | None:
    """The limits for everybody; only the PMO sets them, and nobody else's fields count."""
    if not person.is_of_the_pmo:
        return None
    if "message_budget" in values:
        policy = replace(policy, message_budget=changes.whole("message_budget", values["message_budget"], 1, 20))
    if "fewest_reminders" in values:
        policy = replace(policy, fewest_reminders=changes.whole("fewest_reminders", values["fewest_reminders"], 0, 2))
    return policy


def _typed(values: Mapping[str, str], view: PreferencesView) -> dict[str, Any]:
    """What was typed, for a form that gives it back."""
    week = tuple(int(day) for day in values.get("workweek", "").split(",") if day.strip() in tuple("1234567"))
    typed: dict[str, Any] = {name: values[name] for name in ("timezone", "hours") if name in values}
    if values.get("language") in LANGUAGES:
        typed["language"] = values["language"]
    if values.get("reminders") in tuple("012")[view.fewest :]:
        typed["reminders"] = int(values["reminders"])
    if view.policy is not None:
        typed["policy"] = PolicyView(
            message_budget=values.get("message_budget", view.policy.message_budget),
            fewest_reminders=values.get("fewest_reminders", view.policy.fewest_reminders),
        )
    if values.get("overview") in set(Often):
        typed["overview"] = Often(values["overview"])
    return typed | ({"workweek": week} if "workweek" in values else {})


async def _leads(person: Person, desk: Desk) -> bool:
    """Whether they manage or own a program."""
    return code_key(person.id) in leaders(await desk.records.programs.all())


async def _view(person: Person, desk: Desk) -> PreferencesView:
    """The settings as they stand."""
    assert person.member is not None, "looked at by the caller"
    policy = await desk.policy()
    post = await desk.post(person.member.post) or HEADQUARTERS
    chosen = person.preferences.overview if person.preferences else None
    return PreferencesView(
        language=person.say.language,
        timezone=person.calendar.zone,
        hours=_hours_text(person.calendar.hours),
        workweek=person.calendar.week,
        reminders=len(reminders_of(person.preferences, policy)),
        fewest=policy.fewest_reminders,
        overview=often(person.member, chosen, leads=await _leads(person, desk)),
        post=person.say("Your post: {post} ({zone})", post=post.name, zone=post.timezone),
        policy=_policy_view(policy) if person.is_of_the_pmo else None,
    )


def _hours_text(hours: Hours) -> str:
    return f"{hours.start:%H:%M}-{hours.end:%H:%M}"


def _policy_view(policy: Policy) -> PolicyView:
    return PolicyView(message_budget=str(policy.message_budget), fewest_reminders=str(policy.fewest_reminders))
