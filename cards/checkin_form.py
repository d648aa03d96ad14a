"""The form of one project in a check-in: status first, details after it, each problem at its field."""

from cards.checkin_parts import ProjectPart
from cards.elements import Strict, columns, container, heading, rich, run, text
from cards.inputs import choice_input, date_input, number_input, text_input, toggle
from cards.status import remark_run, status_run, title_of, titled_status
from locales import Say
from pmo.checkins import TEXT_LIMIT
from pmo.portfolio import Rag


def project_form(part: ProjectPart, say: Say) -> Strict:
    """Heading, last status and the fields of one project; input ids are `<project code>/<field>`."""
    rows = [heading(title_of(part.code, part.name), size="Medium"), _last_time(part, say), *_problem(part, "")]
    rows += _status(part, say)
    rows.append(columns(_progress(part, say), _forecast_end(part, say)))
    rows += [
        _long_text(part, "summary", say("Summary"), part.values.summary, say("What happened, and what comes next")),
        *_problem(part, "summary"),
        _long_text(part, "blockers", say("Blockers"), part.values.blockers, say("What stands in the way")),
        *_problem(part, "blockers"),
    ]
    return container(rows, separator=True, spacing="Large")


def _last_time(part: ProjectPart, say: Say) -> Strict:
    if part.last_rag is None or part.last_on is None:
        return text(say("First report of this project"), subtle=True, spacing="None")
    label = say("Last time")
    return rich(
        run(f"{label}\u2002", subtle=True),
        status_run(part.last_rag, say),
        remark_run(say.date(part.last_on)),
        spacing="None",
    )


def _status(part: ProjectPart, say: Say) -> list[Strict]:
    choices = [(rag.value, titled_status(rag, say)) for rag in Rag]
    fields = [choice_input(f"{part.code}/rag", say("Status"), choices, value=part.values.rag), *_problem(part, "rag")]
    if part.last_rag is not None:
        title = say("No change since last time")
        fields += [
            toggle(f"{part.code}/unchanged", say("Nothing new?"), title, on=part.values.unchanged),
            *_problem(part, "unchanged"),
        ]
    return fields


def _progress(part: ProjectPart, say: Say) -> list[Strict]:
    field = number_input(f"{part.code}/progress", say("Progress in %"), value=part.values.progress, low=0, high=100)
    return [field, *_problem(part, "progress")]


def _forecast_end(part: ProjectPart, say: Say) -> list[Strict]:
    field = date_input(f"{part.code}/forecast_end", say("Expected end"), value=part.values.forecast_end)
    return [field, *_problem(part, "forecast_end")]


def _long_text(part: ProjectPart, name: str, label: str, value: str, hint: str) -> Strict:
    return text_input(f"{part.code}/{name}", label, value=value, max_length=TEXT_LIMIT, placeholder=hint)


def _problem(part: ProjectPart, name: str) -> list[Strict]:
    """What is wrong with a field, under it; the problem of no field stands on top."""
    sentence = part.problems.get(name)
    return [text(f"⚠ {sentence}", color="Attention", spacing="Small")] if sentence else []
