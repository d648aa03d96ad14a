"""Filters of the portfolio, as people type them in any of the languages: read, applied, and refused in a sentence."""
