"""The demonstration data: made-up children and episodes that add up to the report's totals.

build publishes it; ensure does so only where nothing has been published yet. What is planted in it
is listed in data/README.md; what it is drawn from is in world.py.
"""

from analytics.demonstration.build import build, ensure

__all__ = ["build", "ensure"]
