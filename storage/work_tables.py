"""The tables of what there is to do: actions and decisions, the logs of risks, issues and changes, proposals."""

from typing import Any

from pmo.actions import Action
from pmo.logs import LogEntry, LogState
from pmo.periods import period
from pmo.portfolio import code_key
from pmo.proposals import Proposal
from storage.records import Index, Table

ACTIONS = Table(
    "actions",
    Action,
    lambda action: action.key,
    (
        Index("project", lambda action: (code_key(action.project), period(action.period).order)),
        Index("state", lambda action: (action.state.value, code_key(action.owner), action.key)),
    ),
)
LOG = Table(
    "log",
    LogEntry,
    lambda entry: entry.key,
    (
        Index("project", lambda entry: (code_key(entry.project), entry.kind.value, entry.number)),
        Index("waiting", lambda entry: (entry.key,) if entry.state is LogState.WAITING else None),
        Index("owner", lambda entry: (code_key(entry.owner), entry.key) if entry.owner and entry.is_open else None),
    ),
)
LOG_VERSIONS = Table(
    "log_versions",
    LogEntry,
    lambda entry: entry.version_key,
    (Index("entry", lambda entry: (entry.key, entry.version)),),
    kind="history",
)
"""Every version of every entry, as it was kept."""
PROPOSALS = Table("proposals", Proposal, lambda proposal: proposal.key)

WORK_TABLES: tuple[Table[Any], ...] = (ACTIONS, LOG, LOG_VERSIONS, PROPOSALS)
