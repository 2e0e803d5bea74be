"""Changes of clauses in SQL: filter, order, column, guard, step."""

from collections.abc import Iterator
from itertools import pairwise

from tests.mutation.sql_operators import Found
from tests.mutation.sql_tokens import Token, parts, region

CLAUSES = frozenset(
    "where group having order window qualify limit offset union except intersect left right full"
    " inner cross asof join semi anti returning select from on using rows range groups exclude ; as"
    "".split()
)


def clause_changes(sql: str, tokens: list[Token]) -> Iterator[Found]:
    """Every change of a clause of the text."""
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        before = tokens[i - 1].text if i else ""
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if token.text in ("where", "having", "qualify") or (
            token.text == "on" and before != "comment"
        ):
            yield from _left_out(tokens, i + 1, region(tokens, i + 1, CLAUSES))
        if token.text == "by" and before == "order" and not _orders_nothing(tokens, i):
            yield from _turned(tokens, i + 1)
        if token.text == "by" and before == "partition":
            yield from _one_less(sql, tokens, i + 1, region(tokens, i + 1, CLAUSES))
        if token.text == "using" and after == "(":
            yield from _one_less(sql, tokens, i + 2, region(tokens, i + 2, CLAUSES))
        if token.text == "select":
            yield from _exchanged(sql, tokens, i + 1)
        if token.text in ("coalesce", "nullif") and after == "(":
            yield from _without_guard(sql, tokens, i)
        yield from _without_constraint(tokens, i, after)
    yield from _steps(sql, tokens)


def _left_out(tokens: list[Token], first: int, last: int) -> Iterator[Found]:
    """Each condition, also in brackets, taken for met; one of several that `or` joins, for not."""
    either = len(parts(tokens, first, last, frozenset({"or"}))) > 1
    conditions = parts(tokens, first, last, frozenset({"or"} if either else {"and"}))
    for begin, end in conditions:
        if tokens[begin].text in ("true", "false") and end == begin + 1:
            continue
        if tokens[begin].kind == "string" or tokens[begin].text == "conflict":
            continue
        yield "filter", tokens[begin].start, tokens[end - 1].end, "false" if either else "true"
        in_brackets = tokens[begin].text == "(" and tokens[end - 1].text == ")"
        if in_brackets and tokens[begin].depth == tokens[end - 1].depth:
            inner = (begin + 1, end - 1)
            if any(len(parts(tokens, *inner, frozenset({word}))) > 1 for word in ("and", "or")):
                yield from _left_out(tokens, *inner)


def _orders_nothing(tokens: list[Token], i: int) -> bool:
    """Whether what stands there orders the rows put into a table, or those of a relation within.

    Who reads them orders them anew. In the brackets of a function or window the order says which
    row is meant, and so it does where a limit follows.
    """
    end = region(tokens, i + 1, CLAUSES)
    if end < len(tokens) and tokens[end].text == "limit":
        return False
    around = [j for j in range(i) if tokens[j].depth < tokens[i].depth and tokens[j].text == "("]
    if not around:
        begins = max((j for j in range(i) if tokens[j].text == ";"), default=-1) + 1
        return tokens[begins].text in ("create", "insert")
    return tokens[around[-1] + 1].text in ("select", "from", "with")


def _turned(tokens: list[Token], first: int) -> Iterator[Found]:
    last = region(tokens, first, CLAUSES - {"from", "left", "right"})
    for begin, end in parts(tokens, first, last, frozenset({","})):
        words = [t.text for t in tokens[begin:end]]
        if "nulls" in words[1:]:
            end = begin + words.index("nulls", 1)
        direction = tokens[end - 1]
        if direction.text == "desc":
            yield "order", direction.start, direction.end, "asc"
        elif direction.text == "asc":
            yield "order", direction.start, direction.end, "desc"
        else:
            yield "order", direction.end, direction.end, " desc"


def _one_less(sql: str, tokens: list[Token], first: int, last: int) -> Iterator[Found]:
    """The list without one of its columns."""
    ranges = parts(tokens, first, last, frozenset({","}))
    if len(ranges) > 1:
        texts = [sql[tokens[begin].start : tokens[end - 1].end] for begin, end in ranges]
        start, end = tokens[first].start, tokens[last - 1].end
        for left_out in range(len(texts)):
            kept = [text for i, text in enumerate(texts) if i != left_out]
            yield "filter", start, end, ", ".join(kept)


def _exchanged(sql: str, tokens: list[Token], first: int) -> Iterator[Found]:
    """Two neighbours of a select list, each under the other's name."""
    last = region(tokens, first, CLAUSES - {"as", "left", "right"})
    found = []
    for begin, end in parts(tokens, first, last, frozenset({","})):
        named = end - begin >= 3 and tokens[end - 2].text == "as"
        found.append((tokens[begin].start, tokens[end - 3].end) if named else None)
    for one, other in pairwise(found):
        if one is None or other is None:
            continue
        first_text, second_text = sql[slice(*one)], sql[slice(*other)]
        if first_text != second_text:
            yield "column", one[0], other[1], second_text + sql[one[1] : other[0]] + first_text


def _without_guard(sql: str, tokens: list[Token], i: int) -> Iterator[Found]:
    last = region(tokens, i + 2, frozenset())
    if last < len(tokens):
        begin, end = parts(tokens, i + 2, last, frozenset({","}))[0]
        first_value = sql[tokens[begin].start : tokens[end - 1].end]
        yield "guard", tokens[i].start, tokens[last].end, f"({first_value})"


def _without_constraint(tokens: list[Token], i: int, after: str) -> Iterator[Found]:
    """Of a table's definition: not null, check and primary key."""
    before = tokens[i - 1].text if i else ""
    if tokens[i].text == "not" and after == "null" and before != "is":
        yield "guard", tokens[i].start, tokens[i + 1].end, ""
    if tokens[i].text == "check" and after == "(":
        last = region(tokens, i + 2, frozenset())
        if last < len(tokens):
            yield "guard", tokens[i].start, tokens[last].end, "check (true)"
    if tokens[i].text == "primary" and after == "key":
        of_table = tokens[i + 2].text == "("
        if of_table:
            last = region(tokens, i + 3, frozenset())
            yield "guard", tokens[i].start, tokens[last].end, "check (true)"
        else:
            yield "guard", tokens[i].start, tokens[i + 1].end, ""


def _steps(sql: str, tokens: list[Token]) -> Iterator[Found]:
    """Of several statements: one that changes rows left out, or exchanged with the next."""
    statements = parts(tokens, 0, len(tokens), frozenset({";"}))
    if len(statements) < 2:
        return
    places = [
        (tokens[begin].start, tokens[end - 1].end)
        if tokens[begin].text in ("delete", "insert", "update")
        else None
        for begin, end in statements
    ]
    for place in places:
        if place is not None:
            yield "step", *place, "select 1"
    for one, other in pairwise(places):
        if one is not None and other is not None:
            between = sql[one[1] : other[0]]
            yield "step", one[0], other[1], sql[slice(*other)] + between + sql[slice(*one)]
