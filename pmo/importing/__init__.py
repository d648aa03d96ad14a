"""The portfolio comes in: what the rows of an import mean, and what they change (CONTRACT §4). Pure."""
