"""Which columns of the store may be empty: every other one refuses a row without it."""

import duckdb

from analytics.store.publish import SCHEMA

MAY_BE_EMPTY = {
    "audit_actions": "owner_role due_on status evidence measure",
    "audits": "note",
    "benchmarks": "number number_sign",
    "children": "date_of_birth sex ethnicity authority sibling_group",
    "closed_quarters": "data_date note",
    "companions": "",
    "episodes": "returned_at placement_type out_of_area setting risk reasons place_id place_text"
    " companions",
    "feedback": "response action owner_role due_on status measure in_effect_from",
    "frozen_figures": "value",
    "import_warnings": "row_number",
    "imports": "header",
    "interview_episodes": "",
    "interviews": "offered_at completed_at outcome void_reason independent",
    "looked_after": "",
    "place_aliases": "place_id",
    "place_matches": "place_id matched_by likeness",
    "placements": "ended_on source_code setting out_of_area authority postcode",
    "places": "aliases kind latitude longitude in_city source note",
    "polls": "",
    "published_quarters": "source",
    "rejected_rows": "",
    "response_audits": "note",
    "running_orders": "saved_by",
    "school_holidays": "source note",
    "snapshot": "data_from data_date made_by",
    "strategy_meetings": "note",
}


def test_every_column_but_these_must_be_filled():
    con = duckdb.connect()
    con.execute(SCHEMA)
    found = con.execute(
        "select table_name, list(column_name order by column_index) filter (where is_nullable)"
        " from duckdb_columns() where database_name = current_database() group by table_name"
    )
    may_be_empty = {table: columns or [] for table, columns in found.fetchall()}
    assert may_be_empty == {table: columns.split() for table, columns in MAY_BE_EMPTY.items()}
