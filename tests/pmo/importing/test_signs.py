"""What tells a plan that was shown from the one that would be carried out now."""

from dataclasses import replace

from pmo.importing.differences import Change, Difference, sign_of
from pmo.importing.history import Additions
from pmo.importing.holding import Held
from pmo.importing.merging import Merge
from pmo.importing.plan import ImportPlan
from pmo.importing.preview import Preview
from pmo.importing.sheets import Findings
from pmo.portfolio import Program, Rag
from pmo.reports import StatusReport

CONSUL = Program(code="CONSUL", name="Consular services", checkin_rule="FREQ=WEEKLY;BYDAY=TH")
WANTED = replace(CONSUL, checkin_rule="FREQ=WEEKLY;BYDAY=MO")
RED = StatusReport(project="VISA", period="2026-W11", version=1, rag=Rag.RED)


def plan(stored: Program, findings: Findings | None = None) -> ImportPlan:
    """A plan that writes the program as it is wanted, over this one."""
    made = ImportPlan({"programs": {stored.key: stored}}, findings or Findings(), {})
    made.merges["programs"] = Merge(changed={stored.key: WANTED})
    return made


def test_what_is_replaced_counts_as_what_is_written() -> None:
    assert sign_of(plan(CONSUL), Held()) == sign_of(plan(CONSUL), Held())
    other = replace(CONSUL, checkin_rule="FREQ=WEEKLY;BYDAY=TU")
    assert sign_of(plan(CONSUL), Held()) != sign_of(plan(other), Held())


def test_a_version_that_is_corrected_counts_as_what_corrects_it() -> None:
    def correcting(before: StatusReport) -> ImportPlan:
        made = ImportPlan({}, Findings(), {})
        made.additions["statuses"] = Additions(changed=[RED], replaced=[before])
        return made

    amber, green = replace(RED, rag=Rag.AMBER), replace(RED, rag=Rag.GREEN)
    assert sign_of(correcting(amber), Held()) != sign_of(correcting(green), Held())


def test_a_warning_more_is_another_plan() -> None:
    warned = Findings()
    warned.warning("programs", 2, "checkin_rule", "was changed since the last import")
    assert sign_of(plan(CONSUL), Held()) != sign_of(plan(CONSUL, warned), Held())


def test_what_was_not_shown_before_comes_first() -> None:
    seen = [Difference(file="projects", change=Change.CHANGED, row=row, column="name") for row in ("A", "B", "C")]
    other = replace(seen[2], before="Another name")
    before = Preview(lines=tuple(seen))
    now = Preview(lines=(seen[0], seen[1], other)).since(before)
    assert now.lines == (other, seen[0], seen[1])
    assert now.fresh == 1
