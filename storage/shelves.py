"""`Records`: every table of the product inside one transaction, by name."""

from typing import Generic, TypeVar, overload

from storage.import_tables import IMPORTED, KEPT_CHANGES, UPLOADS
from storage.message_tables import (
    ADDRESSES,
    AUDIT,
    CLOCKS,
    CONTACTS,
    DELIVERIES,
    HANDLED,
    LETTERS,
    MESSAGE_COUNTS,
    TARGETED_MESSAGES,
)
from storage.records import Rows, Table, Transaction
from storage.tables import (
    ABSENCES,
    ALERTS,
    AMENDMENTS,
    ASKS,
    ASSIGNMENTS,
    CALENDAR_STATES,
    CARDS,
    COSTS,
    DIGEST_POSTS,
    DIGESTS,
    DOCUMENTS,
    DOWNLOADS,
    DUE,
    FORECASTS,
    INDICATOR_VERSIONS,
    INDICATORS,
    JUDGEMENTS,
    LATEST,
    LIMIT_STATES,
    LIMITS,
    MEASUREMENTS,
    MEMBERS,
    MILESTONES,
    OFFICE_STATES,
    OVERVIEWS,
    PAST_ASKS,
    PAST_CARDS,
    POLICIES,
    POSTS,
    PREFERENCES,
    PROGRAMS,
    PROJECTS,
    REPORTS,
    RULE_STATES,
    RULES,
    SHOWN,
    STANDINGS,
    WATCHES,
)
from storage.work_tables import ACTIONS, LOG, LOG_VERSIONS, PROPOSALS

D = TypeVar("D")


class _Shelf(Generic[D]):
    """Gives a transaction's rows of one table under the attribute's name; looked up once a transaction."""

    def __init__(self, table: Table[D]) -> None:
        self._table = table

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, records: None, owner: type) -> "_Shelf[D]": ...
    @overload
    def __get__(self, records: "Records", owner: type) -> Rows[D]: ...
    def __get__(self, records: "Records | None", owner: type) -> "Rows[D] | _Shelf[D]":
        if records is None:
            return self
        rows: Rows[D] = records.transaction.rows(self._table)
        records.__dict__[self._name] = rows
        return rows


class Records:
    """All tables inside one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction

    posts = _Shelf(POSTS)
    calendar_states = _Shelf(CALENDAR_STATES)
    members = _Shelf(MEMBERS)
    programs = _Shelf(PROGRAMS)
    projects = _Shelf(PROJECTS)
    assignments = _Shelf(ASSIGNMENTS)
    indicators = _Shelf(INDICATORS)
    indicator_versions = _Shelf(INDICATOR_VERSIONS)
    milestones = _Shelf(MILESTONES)
    documents = _Shelf(DOCUMENTS)
    absences = _Shelf(ABSENCES)
    preferences = _Shelf(PREFERENCES)
    policies = _Shelf(POLICIES)
    limits = _Shelf(LIMITS)
    limit_states = _Shelf(LIMIT_STATES)
    office_states = _Shelf(OFFICE_STATES)
    rules = _Shelf(RULES)
    rule_states = _Shelf(RULE_STATES)
    imported = _Shelf(IMPORTED)
    uploads = _Shelf(UPLOADS)
    kept_changes = _Shelf(KEPT_CHANGES)
    reports = _Shelf(REPORTS)
    measurements = _Shelf(MEASUREMENTS)
    latest = _Shelf(LATEST)
    forecasts = _Shelf(FORECASTS)
    costs = _Shelf(COSTS)
    standings = _Shelf(STANDINGS)
    judgements = _Shelf(JUDGEMENTS)
    alerts = _Shelf(ALERTS)
    asks = _Shelf(ASKS)
    cards = _Shelf(CARDS)
    past_asks = _Shelf(PAST_ASKS)
    past_cards = _Shelf(PAST_CARDS)
    actions = _Shelf(ACTIONS)
    log = _Shelf(LOG)
    log_versions = _Shelf(LOG_VERSIONS)
    shown = _Shelf(SHOWN)
    digests = _Shelf(DIGESTS)
    digest_posts = _Shelf(DIGEST_POSTS)
    amendments = _Shelf(AMENDMENTS)
    downloads = _Shelf(DOWNLOADS)
    overviews = _Shelf(OVERVIEWS)
    proposals = _Shelf(PROPOSALS)
    watches = _Shelf(WATCHES)
    due = _Shelf(DUE)
    contacts = _Shelf(CONTACTS)
    addresses = _Shelf(ADDRESSES)
    targeted_messages = _Shelf(TARGETED_MESSAGES)
    letters = _Shelf(LETTERS)
    deliveries = _Shelf(DELIVERIES)
    message_counts = _Shelf(MESSAGE_COUNTS)
    handled = _Shelf(HANDLED)
    clocks = _Shelf(CLOCKS)
    audit = _Shelf(AUDIT)
