"""Changes of Python: each kind where it should be, everything else as it was."""

import pytest

from tests.mutation.change import KINDS, changed
from tests.mutation.every_change import can_be_run, changes_of
from tests.mutation.python_operators import one_more

FILE = "analytics/store/a_module.py"


def of(text: str, kind: str) -> list[str]:
    """The text as each change of the kind leaves it."""
    return [c.applied(text) for c in changes_of(FILE, text) if c.kind == kind]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("comparison", "a = b < c", ["a = b <= c"]),
        ("comparison", "a = b >= c", ["a = b > c"]),
        ("comparison", "a = b == c", ["a = b != c"]),
        ("comparison", "a = 1 < b <= c", ["a = 1 <= b <= c", "a = 1 < b < c"]),
        ("comparison", "a = b is not None", ["a = b is None"]),
        ("comparison", "a = b not in c", ["a = b in c"]),
        ("comparison", "a = (b) < (c)", ["a = (b) <= (c)"]),
        ("constant", "hours = 72", ["hours = 73"]),
        ("constant", "share = 0.05", ["share = 0.06"]),
        ("constant", "dry = True", ["dry = False"]),
        ("constant", "a = kind == 'away'", ["a = kind == 'away~'"]),
        ("constant", "a = kind in ('away', b)", ["a = kind in ('away~', b)"]),
        ("constant", "a = 'words that are shown'", []),
        ("constant", "draw(height=96 + ROW * 2, margin={'l': 140})", []),
        ("sign", "a = b + c", ["a = b - c"]),
        ("sign", "a = b / (c - d)", ["a = b * (c - d)", "a = b / (c + d)"]),
        ("sign", "a = -b", ["a = b"]),
        ("sign", "a += 1", ["a -= 1"]),
        ("sign", "a = 'one' + b", []),
        ("boolean", "a = b and c or d", ["a = b or c or d", "a = b and c and d"]),
        ("boolean", "a = not b", ["a = b"]),
        ("boolean", "a = (b > 1) & ~c", ["a = (b > 1) | ~c", "a = (b > 1) & c"]),
        ("boolean", "a = any(b)", ["a = all(b)"]),
        ("join", "a = b.merge(c, how='left')", ["a = b.merge(c, how='inner')"]),
        ("filter", "a = [b for b in c if (b or d)]", ["a = [b for b in c if (True)]"]),
        ("filter", "a = rows[rows['n'] > 1]", ["a = rows"]),
        ("filter", "a = rows.loc[~known, 'n']", ["a = rows.loc[:, 'n']"]),
        ("column", "a = f(low=b['x'], high=c)", []),
        ("column", "a = f(low=low, high=high)", ["a = f(low=high, high=low)"]),
        ("column", "a = rows['n'] / rows['of']", ["a = rows['of'] / rows['n']"]),
        ("column", "a = f(con, rows)", []),
        ("order", "a = sorted(b, key=c)", ["a = sorted(b, key=c)[::-1]"]),
        ("order", "a = max(b).min()", ["a = min(b).min()", "a = max(b).max()"]),
        ("guard", "a = b / c if c else None", ["a = b / c if True else None"]),
    ],
)
def test_a_change_is_made_where_it_should_be(kind, before, after):
    assert sorted(of(before, kind)) == sorted(after)


def test_an_early_return_is_made_never_to_apply():
    text = "def f(a):\n    if a is None:\n        return 0\n    if a:\n        b()\n    return a\n"
    assert of(text, "guard") == [text.replace("if a is None", "if False")]


def test_a_function_returns_nothing_of_its_kind():
    assert of("def f() -> list[int]:\n    return g()\n", "return") == [
        "def f() -> list[int]:\n    return []\n"
    ]
    assert of("def f(a) -> bool:\n    return a\n", "return") == [
        "def f(a) -> bool:\n    return not (a)\n"
    ]
    assert of("def f(a):\n    return None\n", "return") == []


def test_steps_are_left_out_and_exchanged():
    text = "def f():\n    write(1)\n    # then\n    flush()\n"
    assert of(text, "step") == [
        "def f():\n    pass\n    # then\n    flush()\n",
        "def f():\n    flush()\n    # then\n    write(1)\n",
        "def f():\n    write(1)\n    # then\n    pass\n",
    ]


def test_steps_are_exchanged_only_where_their_order_is_kept_for_a_reason():
    text = "def f():\n    one()\n    other()\n"
    elsewhere = [c.after for c in changes_of("analytics/charts/a_module.py", text)]
    assert elsewhere == ["pass", "pass"]
    assert len(of(text, "step")) == 3


def test_what_is_written_for_people_stays():
    text = '''"""Not < 1 and more."""
import a.b
from c import d  # 1 < 2
__all__ = ["x" + "y"]


@cached(size=1)
def f(a: int | None = None) -> dict[str, 1 < 2]:
    """Not < 1."""
    b: tuple[1, 2]
    raise ValueError(f"{a + 1} is more than {1 + 1}")


if __name__ == "__main__":
    f(1)
'''
    assert changes_of(FILE, text) == []


def test_places_are_right_after_letters_of_several_bytes_and_on_later_lines():
    text = 'a = "–é–"  # ü < ö\nb = [\n    "ß", c <  # <=\n    d,\n]\n'
    assert of(text, "comparison") == [text.replace("c <  #", "c <=  #")]
    [change] = [c for c in changes_of(FILE, text) if c.kind == "comparison"]
    assert (change.line, change.line_text) == (3, '"ß", c <  # <=')


def test_sql_within_python_is_changed_where_it_is_one_text():
    text = 'con.execute(\n    "delete from a "  # and\n    "where b < $c and d",\n)\n'
    assert of(text, "comparison") == [text.replace("b <", "b <=")]
    assert of(text, "boolean") == [text.replace("$c and", "$c or")]
    assert sorted(of(text, "filter")) == sorted(
        [text.replace("b < $c", "true"), text.replace("and d", "and true")]
    )
    assert changes_of(FILE, 'a = "select one of these and be done"') == []


def test_a_change_knows_when_its_file_is_another():
    change = changed(FILE, "a = 1\n", "constant", 4, 5, "2")
    assert change.applied("a = 1\n") == "a = 2\n"
    with pytest.raises(ValueError, match="not the file"):
        change.applied("a = 3\n")


def test_a_change_that_says_the_same_or_cannot_be_read_is_none():
    text = "a = 1\n"
    assert not can_be_run(changed(FILE, text, "constant", 4, 5, "(1)"), text)
    assert not can_be_run(changed(FILE, text, "constant", 4, 5, "1)"), text)
    assert can_be_run(changed(FILE, text, "constant", 4, 5, "2"), text)


def test_one_more_is_one_more_in_the_last_digit():
    assert [one_more(n) for n in ("72", "0.05", "10_000", "0.9", "1e-9")] == [
        *("73", "0.06", "10001", "1.0", "2E-9")
    ]


def test_every_change_is_of_a_kind_that_is_explained():
    text = "def f(a, b):\n    if a < 1:\n        return -a\n    g(b)\n    return sorted(a and b)\n"
    assert {change.kind for change in changes_of(FILE, text)} <= set(KINDS)
