"""Limits as the PMO sees them: which hold and who decided them, what waits, and what it would change."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from cards.limits import LimitStep, LimitsView, PreviewView
from dialogs.access import note_reading
from dialogs.desk import Desk, Person
from dialogs.limit_form import typed_of
from dialogs.limit_preview import preview
from dialogs.limit_scopes import Scope, choices_for, kept_in, state_of
from locales import Say
from pmo.limit_changes import LimitState
from pmo.limits import UNITS, LimitChoice, decided, origins


async def view_of(scope: Scope, person: Person, desk: Desk, typed: Mapping[str, str] | None = None) -> LimitsView:
    """The limits of a scope with the form.

    Args:
        typed: what stands in the form; None for what is decided.
    """
    choices, state = await choices_for(scope, desk), await state_of(scope, desk)
    here = typed_of(await kept_in(scope, desk))
    view = LimitsView(
        code=scope.code,
        name=scope.name,
        version=state.version,
        as_of=desk.now,
        limits=decided(*choices),
        origins=origins(*choices),
        wider=decided(*choices[:-1]),
        decided=len(here),
        typed=_localised(here, person.say) if typed is None else typed,
    )
    return view if state.proposed is None else await _waiting(view, state, scope, desk)


async def _waiting(view: LimitsView, state: LimitState, scope: Scope, desk: Desk) -> LimitsView:
    assert state.proposed is not None, "something waits"
    return replace(
        view,
        steps=await _steps(state.proposed, scope, desk),
        wanted_by=await desk.name_of(state.asked_by),
        goes_live_at=state.goes_live_at,
    )


def _localised(typed: Mapping[str, str], say: Say) -> dict[str, str]:
    return {name: say.number(Decimal(text)) for name, text in typed.items()}


async def _steps(choice: LimitChoice, scope: Scope, desk: Desk) -> tuple[LimitStep, ...]:
    """The limits that would hold instead of others, each with who decides it then; also one that is left to others."""
    now, then = await choices_for(scope, desk), await choices_for(scope, desk, choice)
    before, after = decided(*now), decided(*then)
    from_whom, by_whom = origins(*now), origins(*then)
    return tuple(
        LimitStep(
            name=name,
            before=Decimal(getattr(before, name)),
            after=Decimal(getattr(after, name)),
            origin=by_whom[name],
        )
        for name in UNITS
        if (getattr(before, name), from_whom[name]) != (getattr(after, name), by_whom[name])
    )


async def preview_of(choice: LimitChoice, scope: Scope, person: Person, desk: Desk) -> PreviewView:
    """What the choice would change now."""
    state, found = await state_of(scope, desk), await preview(choice, scope, desk)
    await note_reading(person, found.projects, desk)
    waits = state.proposed is not None
    steps = await _steps(choice, scope, desk)
    return PreviewView(
        code=scope.code,
        name=scope.name,
        version=state.version,
        as_of=desk.now,
        steps=steps,
        moved=found.moved,
        looked_at=found.looked_at,
        total=found.total,
        change=typed_of(choice),
        may_want=bool(steps) and not state.is_wanted_by(person.id),
        waits=waits,
    )
