"""What must be true between rows of several files."""

from collections.abc import Callable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pmo.importing import rule_references, rule_scopes
from pmo.importing.reading import Reading, Row
from pmo.importing.references import Known, Stored, spelled_as, unknown
from pmo.importing.sheets import Findings
from pmo.indicators import names_money
from pmo.portfolio import Assigned


class Relations:
    """Checks of one import; an object only to keep the arguments short."""

    def __init__(
        self, readings: Mapping[str, Reading], stored: Stored, names: Mapping[str, Known], findings: Findings
    ) -> None:
        self._readings, self._stored, self._names, self._findings = readings, stored, names, findings
        self._rows = {
            name: {row.key: row.values for row in reading.rows}
            for name, reading in readings.items()
            if name in ("projects", "indicators", "rules")
        }

    def check(self) -> None:
        """Note every contradiction."""
        self._each("assignments", self._assignment)
        self._each("indicators", self._scope)
        self._each("indicators", self._unit)
        self._each("forecasts", self._forecast)
        self._each("measurements", self._measurement)
        self._each("rules", self._rule)
        self._one_person()
        self._circles()

    def _each(self, file: str, check: Callable[[Row], None]) -> None:
        if file in self._readings:
            for row in self._readings[file].rows:
                check(row)

    def _of(self, file: str, code: str, attribute: str) -> Any:
        """An attribute of another row as it will be, or of a kept document; None without such a row."""
        key = code.casefold()
        if file in self._rows:
            values = self._rows[file].get(key)
            if values is not None:
                return values[attribute]
        document = self._stored.get(file, {}).get(key)
        return None if document is None else getattr(document, attribute)

    def _assignment(self, row: Row) -> None:
        """Manager and owner are the columns of projects (CONTRACT §4)."""
        if row.values["role"] is not Assigned.CONTRIBUTOR or not row.values["member"]:
            return
        member = row.values["member"].casefold()
        for part in ("manager", "owner"):
            if (self._of("projects", row.values["project"], part) or "").casefold() == member:
                message = f"{row.values['member']} is the {part} of {row.values['project']}, so no contributor"
                self._findings.error("assignments", row.number, "role", message)

    def _scope(self, row: Row) -> None:
        project, program = row.values["project"], row.values["program"]
        home = self._of("projects", project, "program") if project and program else None
        if home is not None and home.casefold() != program.casefold():
            message = f"{project} belongs to {home}, not to {program}; give the project or its program"
            self._findings.error("indicators", row.number, "program", message)

    def _unit(self, row: Row) -> None:
        """What was measured in money stays for those who may see money, so its indicator keeps measuring money."""
        kept, unit = self._stored.get("indicators", {}).get(row.key), row.values["unit"]
        if kept is not None and kept.is_money and not names_money(unit):
            message = f"{kept.code} has values in {kept.unit}, which is money; what is no money needs a code of its own"
            self._findings.error("indicators", row.number, "unit", message)

    def _forecast(self, row: Row) -> None:
        if not row.values["project"]:
            return
        code = f"{row.values['project']}/{row.values['milestone']}"
        found = spelled_as(code, ("milestones",), self._names, archived_too=True)
        if found is None:
            message = unknown(code, ("milestones",), self._names)
            self._findings.error("forecasts", row.number, "milestone", message)
        else:
            row.values["milestone"] = found.partition("/")[2]

    def _measurement(self, row: Row) -> None:
        """A value stands in the scope of its indicator and within its range."""
        indicator = row.values["indicator"]
        self._measured_project(row, indicator)
        low, high = self._of("indicators", indicator, "min"), self._of("indicators", indicator, "max")
        value = row.values["value"]
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = f"{'' if low is None else low} to {'' if high is None else high}"
            self._findings.error("measurements", row.number, "value", f"{value} is out of range; allowed: {bounds}")

    def _measured_project(self, row: Row, indicator: str) -> None:
        scope = self._of("indicators", indicator, "project") or ""
        given = row.values["project"]
        if scope and given and scope.casefold() != given.casefold():
            message = f"{indicator} is an indicator of {scope}, not of {given}"
            self._findings.error("measurements", row.number, "project", message)
        row.values["project"] = given or scope

    def _rule(self, row: Row) -> None:
        kinds = {key: values["kind"] for key, values in self._rows.get("rules", {}).items()}
        found = list(rule_references.resolve(row.values, self._names, kinds))
        for column, message in found or rule_scopes.faults_of(row.values, self._names, self._of):
            self._findings.error("rules", row.number, column, message)

    def _one_person(self) -> None:
        """Note an Entra id that stands in two rows."""
        seen: dict[str, int] = {}
        for row in self._readings["members"].rows if "members" in self._readings else ():
            value = row.values["entra_id"]
            before = seen.setdefault(value, row.number) if value else row.number
            if before != row.number:
                message = f"{value} stands in row {before} already; one person is one member"
                self._findings.error("members", row.number, "entra_id", message)

    def _circles(self) -> None:
        """Note a milestone that must come before itself."""
        if "milestones" not in self._readings:
            return
        rows = {row.key: row for row in self._readings["milestones"].rows}
        before = {key: [other.casefold() for other in row.values["after"] if other] for key, row in rows.items()}
        try:
            TopologicalSorter(before).prepare()
        except CycleError as error:
            circle = error.args[1]
            row = next(rows[key] for key in circle if key in rows)
            self._findings.error(
                "milestones", row.number, "after", f"a circle: {' after '.join(circle[::-1])}; none can come first"
            )
