"""The default engine: current state in TinyDB tables in memory, everything durable in one SQLite file."""

from storage.embedded.sqlite import FILE
from storage.embedded.store import EmbeddedStore, open_store

__all__ = ["FILE", "EmbeddedStore", "open_store"]
