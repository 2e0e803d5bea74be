"""What an audience may see of a measure: the step between a measure and everything that shows it.

Staff see everything. What members and the council of children in care may count, and which counts
are withheld from them, is judged at every publish for a whole quarter at once (the table cells; see
analytics/store/cells.py). A measure that others than staff may see says which of those counts each
of its columns is made of (Disclosed); a measure that says nothing is for staff only.
"""

from analytics.disclosure.declared import Disclosed, StaffOnly, cell, require_fixed_view
from analytics.disclosure.protect import protect

__all__ = ["Disclosed", "StaffOnly", "cell", "protect", "require_fixed_view"]
