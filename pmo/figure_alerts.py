"""Alerts that figures raise: one per cause, told once however often a figure goes to and fro (DESIGN §6)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from pmo.alerts import FLAPS, Alert, Cause, What, is_news
from pmo.declared_alerts import Verdict
from pmo.portfolio import Project, Rag
from pmo.reasons import Why
from pmo.sightings import Sighting


def followed(
    known: Alert | None, seen: Sighting | None, project: Project, now: datetime, *, silently: bool = False
) -> Verdict:
    """What becomes of the alert of a cause after the figures were judged.

    One that somebody resolved stays so until its cause has gone and come back, or has become worse.

    Args:
        known: the alert as it stands, open or not.
        seen: the cause now; None when it has gone.
        silently: what is raised is no news, because an import brought it.
    """
    if seen is None:
        return _gone(known, now)
    if known is None or not known.is_open:
        if known is not None and not _is_back(known, seen):
            return _no_worse(known, seen)
        must = known is not None and bool(_missed_since(known, seen))
        return _told(_opened(known, seen, project, now), known, now, silently=silently, must=must)
    must = bool(_missed_since(known, seen)) or _is_not_what_was_explained(known, seen)
    if must or seen.rag.severity > known.rag.severity:
        return _told(_worsened(known, seen, now), known, now, silently=silently, must=must)
    declared_since = seen.declared_at is not None and seen.declared_at > known.opened
    if declared_since and known.told_at is None and not silently:
        asked = replace(_current(known, seen), version=known.version + 1)
        return Verdict(alert=asked.posted_at(now), news=True, changed=True)
    current = _current(known, seen)
    if current == known:
        return Verdict(alert=known)
    return Verdict(alert=replace(current, version=known.version + 1), changed=True)


def _missed_since(known: Alert, seen: Sighting) -> frozenset[str]:
    """Dates that were missed since it was told: they are told even if nothing is worse, whatever was told lately."""
    return seen.misses - set(known.grounds)


def _is_not_what_was_explained(known: Alert, seen: Sighting) -> bool:
    """Whether somebody has explained it by other reasons than it has now."""
    return bool(known.note and seen.grounds - set(known.grounds))


def _gone(known: Alert | None, now: datetime) -> Verdict:
    if known is None:
        return Verdict(alert=None)
    if known.is_open:
        return Verdict(alert=known.closed_itself_at(now), changed=True)
    return Verdict(alert=known) if known.gone else Verdict(alert=replace(known, gone=True), changed=True)


def _is_back(known: Alert, seen: Sighting) -> bool:
    return known.gone or bool(_missed_since(known, seen)) or seen.rag.severity > known.rag.severity


def _no_worse(known: Alert, seen: Sighting) -> Verdict:
    """It stays resolved; what has become better meanwhile is remembered, so that getting worse again brings it back."""
    if seen.rag is known.rag:
        return Verdict(alert=known)
    return Verdict(alert=replace(known, rag=seen.rag), changed=True)


def _is_news(known: Alert | None, rag: Rag, now: datetime) -> bool:
    """Whether it is worth a message: what has gone and is back within a week or so had not really gone."""
    if known is not None and known.closed_itself and known.told_rag and known.at and now - known.at < FLAPS:
        return rag.severity > known.told_rag.severity
    return is_news(known, rag, now)


def _told(raised: Alert, known: Alert | None, now: datetime, *, silently: bool, must: bool) -> Verdict:
    """What was raised, as news unless it is to be silent, or was told lately and need not be told all the same."""
    if silently:
        # What stood when its project was closed by mistake goes on; all else that an import brings is told to nobody.
        goes_on = known is not None and known.is_over
        return Verdict(alert=raised.going_on(known, now) if goes_on else raised.untold(), changed=True)
    if must or _is_news(known, raised.rag, now):
        return Verdict(alert=raised.posted_at(now), news=True, changed=True)
    return Verdict(alert=raised.going_on(known, now), changed=True)


def _opened(known: Alert | None, seen: Sighting, project: Project, now: datetime) -> Alert:
    """A first opening, or another one with everything that happened before; it is shown where it was told lately."""
    version = known.version + 1 if known else 1
    lately = known is not None and not _is_news(known, seen.rag, now)
    return Alert(
        project=project.code,
        program=project.program,
        cause=seen.cause,
        subject=seen.subject,
        rag=seen.rag,
        previous=None,
        opened=now,
        since=now,
        period=seen.period,
        reasons=seen.reasons,
        grounds=tuple(sorted(seen.grounds)),
        about=seen.about,
        figure=seen.figure,
        money=seen.money,
        count=known.count + 1 if known else 1,
        postings=known.postings if known else 0,
        version=version,
        news_version=version,
        messages=known.messages if known and lately else (),
        past=known.told(What.REOPENED, now).past if known else (),
    )


def _worsened(known: Alert, seen: Sighting, now: datetime) -> Alert:
    version = known.version + 1
    grounds = tuple(sorted(seen.grounds))
    current = replace(_current(known, seen), previous=known.rag, since=now, news_version=version, grounds=grounds)
    return replace(current.told(What.WORSENED, now), version=version)


def _current(known: Alert, seen: Sighting) -> Alert:
    return replace(
        known,
        rag=seen.rag,
        period=seen.period,
        reasons=seen.reasons,
        grounds=tuple(sorted(seen.grounds | set(known.grounds))),
        about=seen.about,
        figure=seen.figure,
        money=seen.money,
    )


def ended(known: Sequence[Alert], seen: Sequence[Sighting], stale: Collection[str] = ()) -> list[Alert]:
    """The alerts of causes that were not seen any more.

    Args:
        stale: codes of the indicators whose value has grown old, and `COSTS` when the costs have: what rests on one of
            them has not gone, it is not known any more.
    """
    now, unknown = {one.key for one in seen}, {code.casefold() for code in stale}
    return [alert for alert in known if _place(alert) not in now and not _rests_on(alert, unknown)]


COSTS = "costs/"
"""Stands among indicators for the costs; no code looks like it."""
_BY_COSTS = (Why.OVER_BUDGET, Why.OVER_COST, Why.BEHIND_PLAN)


def _place(alert: Alert) -> tuple[Cause, str, str]:
    return alert.cause, alert.subject.casefold(), alert.about.casefold()


def _rests_on(alert: Alert, unknown: Collection[str]) -> bool:
    """Whether an alert was raised by something that is not known any more."""
    if alert.cause is Cause.RULE:
        return alert.about.casefold() in unknown
    rested = [reason for reason in alert.reasons if reason.colour.rag is alert.rag]
    limits = any(reason.subject.casefold() in unknown for reason in rested if reason.why is Why.BEYOND_LIMIT)
    return limits or (COSTS in unknown and any(reason.why in _BY_COSTS for reason in rested))


def settled(known: Alert, by: str, now: datetime) -> Verdict:
    """What becomes of a conflict whose project was declared as bad as its figures.

    It is over by a word and not by the figures: whoever declares otherwise again is asked again.

    Args:
        by: member id of who declared it; empty when an import does not say.
    """
    if not known.is_open:
        return _gone(known, now)
    over = known.agreed(by, now) if by else known.closed_itself_at(now).forgotten()
    return Verdict(alert=replace(over, gone=True), changed=True)
