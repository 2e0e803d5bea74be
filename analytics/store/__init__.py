"""The store: a folder of DuckDB files that never change once published; CURRENT names one.

publish builds the next file beside the one in force and moves CURRENT over to it in one step; read
opens the file in force. What the tables hold is in schema.sql, with a comment on every column.
"""

from analytics.store.audit_actions import save_audit_actions
from analytics.store.feedback import last_saved, save_feedback
from analytics.store.going_back import rollback
from analytics.store.meeting import (
    running_orders,
    save_poll,
    save_running_order,
    save_said,
)
from analytics.store.places import (
    ADDED_KINDS,
    LONGEST_NAME,
    Settled,
    add_place,
    assign_place,
    unassign_place,
)
from analytics.store.publish import publish
from analytics.store.read import (
    describe,
    has_been_read,
    last_good,
    open_cursor,
    open_snapshot,
    refusing_damage,
    snapshots,
)
from analytics.store.snapshots import (
    AUDIT_ACTIONS,
    FEEDBACK,
    PLACE_WORDS,
    POLL,
    QUARTER_CLOSE,
    QUARTER_REOPEN,
    RUNNING_ORDER,
    SETTLED_HERE,
    NotWritten,
    StoreRefused,
    current_number,
    is_empty,
    snapshot_path,
    store_folder,
)
from analytics.store.up_to_date import bring_up_to_date

__all__ = [
    "ADDED_KINDS",
    "AUDIT_ACTIONS",
    "FEEDBACK",
    "LONGEST_NAME",
    "NotWritten",
    "PLACE_WORDS",
    "POLL",
    "QUARTER_CLOSE",
    "QUARTER_REOPEN",
    "RUNNING_ORDER",
    "SETTLED_HERE",
    "Settled",
    "StoreRefused",
    "add_place",
    "assign_place",
    "bring_up_to_date",
    "current_number",
    "describe",
    "has_been_read",
    "is_empty",
    "last_good",
    "last_saved",
    "open_cursor",
    "open_snapshot",
    "publish",
    "refusing_damage",
    "rollback",
    "running_orders",
    "save_audit_actions",
    "save_feedback",
    "save_poll",
    "save_running_order",
    "save_said",
    "snapshot_path",
    "snapshots",
    "store_folder",
    "unassign_place",
]
