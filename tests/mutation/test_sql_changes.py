"""Changes of SQL: each kind where it should be, comments and strings as they were."""

import pytest

from tests.mutation.change import changed
from tests.mutation.every_change import can_be_run, changes_of

FILE = "analytics/a_query.sql"


def of(text: str, kind: str) -> list[str]:
    """The text as each change of the kind leaves it, with single spaces."""
    changes = [c for c in changes_of(FILE, text) if c.kind == kind]
    assert all(can_be_run(change, text) for change in changes)
    return [" ".join(change.applied(text).split()) for change in changes]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("comparison", "select a < b", ["select a <= b"]),
        ("comparison", "select a <> b", ["select a = b"]),
        ("comparison", "select a is null", ["select a is not null"]),
        ("comparison", "select a is not null", ["select a is null"]),
        ("comparison", "select a is distinct from b", ["select a is not distinct from b"]),
        ("comparison", "update t set a = 1 where b = 2", ["update t set a = 1 where b <> 2"]),
        ("constant", "select 30", ["select 31"]),
        ("constant", "select a is not true", ["select a is not false"]),
        ("constant", "select '30' from t30 -- 30", []),
        ("sign", "select a + b, count(*), t.* from t", ["select a - b, count(*), t.* from t"]),
        ("sign", "select a / 2 * (b)", ["select a * 2 * (b)", "select a / 2 / (b)"]),
        ("boolean", "select a and b", ["select a or b"]),
        ("boolean", "select a between 1 and 2 or b", ["select a between 1 and 2 and b"]),
        (
            "boolean",
            "select not a, b not in (1)",
            ["select a, b not in (1)", "select not a, b in (1)"],
        ),
        ("boolean", "select a is not null, b is not distinct from c", []),
        ("join", "from a join b using (c)", ["from a left join b using (c)"]),
        ("join", "from a left join b using (c)", ["from a join b using (c)"]),
        ("join", "from a asof join b using (c)", ["from a asof left join b using (c)"]),
        ("join", "select 1 union all select 2", ["select 1 union select 2"]),
        ("join", "from a cross join b", []),
        ("filter", "from a where b > 1", ["from a where true"]),
        (
            "filter",
            "from a where b between 1 and 2 and c order by d",
            [
                "from a where true and c order by d",
                "from a where b between 1 and 2 and true order by d",
            ],
        ),
        ("filter", "from a where b or c", ["from a where false or c", "from a where b or false"]),
        (
            "filter",
            "from a where b and (c or d)",
            [
                "from a where true and (c or d)",
                "from a where b and true",
                "from a where b and (false or d)",
                "from a where b and (c or false)",
            ],
        ),
        (
            "filter",
            "select count(*) filter (where a) from b",
            ["select count(*) filter (where true) from b"],
        ),
        ("filter", "select count(distinct a) from b", ["select count( a) from b"]),
        (
            "filter",
            "from a join b using (c, d)",
            ["from a join b using (d)", "from a join b using (c)"],
        ),
        ("filter", "from a join b on true", []),
        ("order", "from a order by b", ["from a order by b desc"]),
        ("order", "from a order by b desc nulls last", ["from a order by b asc nulls last"]),
        ("order", "from a order by f(b, c) limit 1", ["from a order by f(b, c) desc limit 1"]),
        ("order", "create table a as from b order by c", []),
        ("order", "insert into a from b order by c", []),
        ("order", "select 1; from (from b order by c)", []),
        ("order", "from (from b order by c limit 1)", ["from (from b order by c desc limit 1)"]),
        (
            "order",
            "create table a as select lag(b) over (order by c) from e order by f",
            [
                "create table a as select lead(b) over (order by c) from e order by f",
                "create table a as select lag(b) over (order by c desc) from e order by f",
            ],
        ),
        (
            "order",
            "select min(a), least(a, b) from c",
            ["select max(a), least(a, b) from c", "select min(a), greatest(a, b) from c"],
        ),
        ("column", "select a as x, f(b, c) as y from t", ["select f(b, c) as x, a as y from t"]),
        ("column", "select cast(a as date) as x, b from t", []),
        ("guard", "select coalesce(a, 0)", ["select (a)"]),
        ("guard", "select a / nullif(count(*), 0) from b", ["select a / (count(*)) from b"]),
        ("guard", "create table t (a integer not null)", ["create table t (a integer )"]),
        (
            "guard",
            "create table t (a integer, check (a > 1))",
            ["create table t (a integer, check (true))"],
        ),
        ("guard", "create table t (a integer primary key)", ["create table t (a integer )"]),
        (
            "step",
            "delete from a; delete from b;",
            [
                "delete from b; delete from a;",
                "select 1; delete from b;",
                "delete from a; select 1;",
            ],
        ),
    ],
)
def test_a_change_is_made_where_it_should_be(kind, before, after):
    assert sorted(of(before, kind)) == sorted(after)


def test_conditions_end_with_their_clause():
    text = "select * from a join b on a.c = b.c left join d on a.e = d.e where f group by all"
    assert sorted(of(text, "filter")) == sorted(
        [
            text.replace("a.c = b.c", "true"),
            text.replace("a.e = d.e", "true"),
            text.replace("where f", "where true"),
        ]
    )


def test_case_holds_its_own_conditions_together():
    text = "from a where case when b and c then d else e end and f"
    assert sorted(of(text, "filter")) == sorted(
        ["from a where true and f", "from a where case when b and c then d else e end and true"]
    )


def test_comments_and_strings_stay():
    text = "-- a < 1 and 'b\nselect 'c < 1 and ''d''' /* e < 1 */, \"f<1\"\n"
    assert changes_of(FILE, text) == []


def test_a_change_that_says_the_same_or_cannot_be_read_is_none():
    text = "select 1 -- one\n"
    assert not can_be_run(changed(FILE, text, "constant", 9, 15, "-- two"), text)
    assert not can_be_run(changed(FILE, text, "constant", 7, 8, "from"), text)
    assert can_be_run(changed(FILE, text, "constant", 7, 8, "2"), text)
