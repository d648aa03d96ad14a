"""The projects of a digest that need attention: the worst with all there is to say, the others by their codes."""

from collections.abc import Sequence
from itertools import groupby

from cards.digest_detail import Detail
from cards.digest_view import DigestLine
from cards.elements import Strict, rich, run, text
from cards.plain import clipped, joined
from cards.status import by_figures, project_run, remark_run, status_run, status_word
from locales import Say


def attention_rows(attention: Sequence[DigestLine], say: Say, detail: Detail) -> tuple[list[list[Strict]], int]:
    """The rows, the worst first, and how many projects are in none of them."""
    worst_first = sorted(attention, key=lambda line: -line.severity)
    told, others = worst_first[: detail.told], worst_first[detail.told :]
    named = others[: detail.named]
    rows = [_told(line, say, detail) for line in told] + _named(named, say)
    return rows, len(others) - len(named)


def _told(line: DigestLine, say: Say, detail: Detail) -> list[Strict]:
    telling = detail.of(line)
    changed = line.previous is not None and line.previous != line.rag
    remarks = [
        say("was {status}", status=status_word(line.previous, say)) if changed else "",
        say("late") if line.late else "",
        say.period(line.period) if line.period else "",
    ]
    runs = [status_run(line.rag, say), project_run(line.code, clipped(line.name, detail.name))]
    if line.computed is not None:
        runs += by_figures(line.computed, line.rag, say)
    if any(remarks):
        runs.append(remark_run(joined(*remarks)))
    row = [rich(*runs, spacing="Small")]
    if line.summary:
        row.append(text(clipped(line.summary, telling.summary), spacing="None"))
    if line.explained:
        row.append(text(clipped(line.explained, telling.summary), spacing="None"))
    row += [text(reason, subtle=True, size="Small", spacing="None") for reason in line.reasons[: telling.reasons]]
    return row


def _named(lines: Sequence[DigestLine], say: Say) -> list[list[Strict]]:
    """`▲ amber by the figures ● green  CODE, CODE`: a row for all that stand alike."""

    def alike(line: DigestLine) -> tuple[int, int, str, str]:
        """Worst first, by the declared status where the worse of both is the same."""
        return (-line.severity, -(line.rag.severity if line.rag else 0), line.rag or "", line.computed or "")

    rows = []
    for _, group in groupby(sorted(lines, key=alike), key=alike):
        same = list(group)
        runs = [status_run(same[0].rag, say)]
        if same[0].computed is not None:
            runs += by_figures(same[0].computed, same[0].rag, say)
        runs.append(run("\u2002" + ", ".join(line.code for line in same)))
        rows.append([rich(*runs, spacing="Small")])
    return rows
