"""Every change that can be made to a file, by its kind."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache

import duckdb

from tests.mutation import python_operators, python_parts
from tests.mutation.change import Change, changed
from tests.mutation.python_source import Source
from tests.mutation.sql_clauses import clause_changes
from tests.mutation.sql_operators import Found, single_changes
from tests.mutation.sql_tokens import tokens_of

PYTHON_RULES = (
    python_operators.comparisons,
    python_operators.constants,
    python_operators.signs,
    python_operators.booleans,
    python_parts.joins,
    python_parts.filters,
    python_parts.columns,
    python_parts.guards,
    python_parts.orders,
    python_parts.returns,
    python_parts.steps,
)
# Where steps hang on the order in which they are taken: elsewhere to exchange two says nothing.
IN_ORDER = (
    "store/",
    "ingest/forget.py",
    "ingest/load.py",
    "ingest/merge.py",
    "demonstration/build",
)
# How a text begins that is a statement; whether it is one, the parser says.
STATEMENT = re.compile(
    r"\s*(select\s|insert\s+(or|into)|update\s+\w+\s+set|delete\s+from|create\s|with\s+\w+\s+as|from\s)",
    re.IGNORECASE,
)


def changes_of(file: str, text: str) -> list[Change]:
    """Every change to the file's text, in the order in which they stand there."""
    in_order = file.startswith(tuple(f"analytics/{name}" for name in IN_ORDER))
    found = _of_sql(text) if file.endswith(".sql") else _of_python(text, in_order)
    unique = {(start, end, after): kind for kind, start, end, after in found}
    return [
        changed(file, text, kind, start, end, after)
        for (start, end, after), kind in sorted(unique.items())
    ]


def can_be_run(change: Change, text: str) -> bool:
    """Whether the file can still be read, and says something else."""
    result = change.applied(text)
    if change.file.endswith(".sql"):
        return is_sql(result) and _words(result) != _words(text)
    try:
        return ast.dump(ast.parse(result)) != ast.dump(ast.parse(text))
    except SyntaxError:
        return False


def is_sql(text: str) -> bool:
    """Whether the text can be read as statements."""
    try:
        return bool(_database().extract_statements(text))
    except duckdb.Error:
        return False


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _words(sql: str) -> list[str]:
    return [token.text for token in tokens_of(sql)]


def _of_sql(text: str) -> Iterator[Found]:
    tokens = tokens_of(text)
    yield from single_changes(tokens)
    yield from clause_changes(text, tokens)


def _of_python(text: str, in_order: bool) -> Iterator[Found]:
    source = Source(text)
    rules = (*PYTHON_RULES, python_parts.exchanged_steps) if in_order else PYTHON_RULES
    for node, above in ((source.tree, ()), *source.nodes()):
        for rule in rules:
            yield from rule(source, node, above)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if STATEMENT.match(node.value) and is_sql(node.value):
                yield from _of_statement(source, node)


def _of_statement(source: Source, node: ast.Constant) -> Iterator[Found]:
    """The changes of SQL that stands in a Python text, if need be in several pieces."""
    start, end = source.start(node), source.end(node)
    pieces = _pieces(source.text[start:end])
    written = [" "] * (end - start)
    for first, last in pieces:
        written[first:last] = source.text[start + first : start + last]
    for kind, begin, finish, after in _of_sql("".join(written)):
        if any(first <= begin and finish <= last for first, last in pieces):
            yield kind, start + begin, start + finish, after


def _pieces(literal: str) -> list[tuple[int, int]]:
    """Where, within the quotes of each, the pieces of a text stand."""
    lines = literal.splitlines(keepends=True)
    starts = [sum(map(len, lines[:i])) for i in range(len(lines) + 1)]
    found = []
    in_brackets = io.StringIO(f"({literal})")  # so that pieces on several lines are one expression
    for token in tokenize.generate_tokens(in_brackets.readline):
        if token.type == tokenize.STRING:
            shift = [1 if line == 1 else 0 for line in (token.start[0], token.end[0])]
            first = starts[token.start[0] - 1] + token.start[1] - shift[0]
            last = starts[token.end[0] - 1] + token.end[1] - shift[1]
            opening = re.match(r"\w*(\"\"\"|'''|\"|')", literal[first:last])
            found.append((first + opening.end(), last - len(opening[1])))
    return found
