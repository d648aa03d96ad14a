"""The subject itself: portfolios, statuses, periods, calendars, rights. No I/O, no framework, no clock."""
