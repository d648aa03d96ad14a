"""A portfolio to try things with: the ICT directorate of a foreign ministry, invented, in the layout of an import."""

from pathlib import Path

SAMPLES = Path(__file__).parent
"""The folder to import; `demo.json` names the members that one can be in the demo, the current user first."""
