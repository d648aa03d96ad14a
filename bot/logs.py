"""Logging: one line an event, with ids, verbs and durations; never what was said, names or tokens."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, BinaryIO, Literal, TextIO, cast

import msgspec
import structlog

_encoder = msgspec.json.Encoder(enc_hook=str)


def _json(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> bytes:
    return _encoder.encode(event)


def set_up(form: Literal["console", "json", ""], into: TextIO | None = None) -> None:
    """Log to stderr or into a file: for people on a terminal, as JSON elsewhere, unless told otherwise."""
    target = into or sys.stderr
    for_people = form == "console" or (not form and target.isatty())
    renderer: Any = structlog.dev.ConsoleRenderer() if for_people else _json
    factory: Any = (
        structlog.WriteLoggerFactory(target)
        if for_people
        else structlog.BytesLoggerFactory(cast(BinaryIO, target.buffer))
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=factory,
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=target)
