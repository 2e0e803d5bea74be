"""Changes of larger parts of Python: join, filter, column, guard, order, return, step."""

import ast
import builtins
from collections.abc import Iterator
from itertools import pairwise

from tests.mutation.python_operators import Found
from tests.mutation.python_source import Source

MASKS = ("notna", "isna", "isin", "duplicated", "between", "eq", "ne", "gt", "lt")
# Arguments that nobody can take for another: what happens then is an error, and no test's merit.
UNLIKE_ANY = (
    *("con", "cursor", "folder", "path", "self", "page", "figure", "axes", "slide", "document"),
    *("findings", "context", "filters", "rows", "shown", "source", "text", "name", "dark", "box"),
)
OTHER_END = {"min": "max", "max": "min", "head": "tail", "tail": "head"}
NOTHING_OF = {"bool": "not ({})", "list": "[]", "dict": "{{}}", "set": "set()", "str": "''"}
NOTHING_OF |= {"int": "({}) + 1", "float": "({}) * 0.5", "pd.DataFrame": "({}).iloc[:0]"}


def joins(source: Source, node: ast.AST, above) -> Iterator[Found]:
    if isinstance(node, ast.keyword) and node.arg == "how" and isinstance(node.value, ast.Constant):
        other = {"left": "'inner'", "inner": "'left'"}.get(node.value.value)
        if other:
            yield "join", source.start(node.value), source.end(node.value), other


def filters(source: Source, node: ast.AST, above) -> Iterator[Found]:
    if isinstance(node, ast.comprehension):
        for condition in node.ifs:
            yield "filter", source.start(condition), source.end(condition), "True"
    if not (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)):
        return
    by_label = isinstance(node.value, ast.Attribute) and node.value.attr == "loc"
    chosen = node.slice
    if by_label and isinstance(chosen, ast.Tuple):
        chosen = chosen.elts[0]
    if _is_mask(chosen):
        if by_label:
            yield "filter", source.start(chosen), source.end(chosen), ":"
        else:
            value_end = source.end(node.value)
            gap = source.text[value_end : source.start(node.slice)]
            yield "filter", value_end + gap.rindex("["), source.end(node), ""


def _is_mask(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in MASKS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Invert)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitAnd | ast.BitOr)
    return isinstance(node, ast.Compare)


def columns(source: Source, node: ast.AST, above) -> Iterator[Found]:
    pairs = []
    if isinstance(node, ast.Call):
        named = [keyword.value for keyword in node.keywords if keyword.arg]
        pairs += (pair for pair in pairwise(named) if _are_alike(*pair))
        pairs += (pair for pair in pairwise(node.args) if _are_alike(*pair))
    if isinstance(node, ast.Assign | ast.Return | ast.AugAssign | ast.Expr):
        pairs += pairwise(_keys(node))
    for one, other in pairs:
        first, second = source.of(one), source.of(other)
        if first != second:
            between = source.text[source.end(one) : source.start(other)]
            yield "column", source.start(one), source.end(other), second + between + first


def _are_alike(one: ast.AST, other: ast.AST) -> bool:
    """Whether one can be taken for the other: two columns, two numbers, a low and a high."""
    if isinstance(one, ast.Name) and isinstance(other, ast.Name):
        names = {one.id, other.id}
        return not (names.intersection(UNLIKE_ANY) or names.intersection(dir(builtins)))
    return type(one) is type(other) and isinstance(one, ast.Attribute | ast.Subscript | ast.Call)


def _keys(statement: ast.AST) -> list[ast.Constant]:
    """The texts that the statement looks columns up by, as they stand; none of an f-string's."""
    found, waiting = [], [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            if isinstance(node.slice.value, str):
                found.append(node.slice)
        waiting += (n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.JoinedStr))
    return sorted(found, key=lambda key: (key.lineno, key.col_offset))


def guards(source: Source, node: ast.AST, above) -> Iterator[Found]:
    leaves = ast.Return | ast.Raise | ast.Continue | ast.Break
    if isinstance(node, ast.If) and not node.orelse and len(node.body) <= 2:
        if isinstance(node.body[-1], leaves):
            yield "guard", source.start(node.test), source.end(node.test), "False"
    if isinstance(node, ast.IfExp):
        for part, never in ((node.orelse, "True"), (node.body, "False")):
            if _is_empty(part):
                yield "guard", source.start(node.test), source.end(node.test), never
                break


def _is_empty(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return not node.value
    if isinstance(node, ast.List | ast.Tuple):
        return not node.elts
    if isinstance(node, ast.Dict):
        return not node.keys
    return isinstance(node, ast.Attribute) and node.attr == "nan"


def orders(source: Source, node: ast.AST, above) -> Iterator[Found]:
    if not isinstance(node, ast.Call):
        return
    start, end = source.start(node.func), source.end(node.func)
    if isinstance(node.func, ast.Name):
        if node.func.id == "sorted":
            yield "order", source.end(node), source.end(node), "[::-1]"
        if node.func.id in ("min", "max"):
            yield "order", start, end, OTHER_END[node.func.id]
    elif isinstance(node.func, ast.Attribute) and node.func.attr in OTHER_END:
        yield "order", end - len(node.func.attr), end, OTHER_END[node.func.attr]


def returns(source: Source, node: ast.AST, above) -> Iterator[Found]:
    if not isinstance(node, ast.Return) or node.value is None or _is_empty(node.value):
        return
    inside = next(n for n in reversed(above) if isinstance(n, ast.FunctionDef | ast.Lambda))
    if isinstance(inside, ast.Lambda) or isinstance(node.value, ast.Constant):
        return
    annotated = source.of(inside.returns) if inside.returns is not None else ""
    nothing = NOTHING_OF.get(annotated.split("[")[0], "None")
    written = source.of(node.value)
    yield "return", source.start(node.value), source.end(node.value), nothing.format(written)


def steps(source: Source, node: ast.AST, above) -> Iterator[Found]:
    for body in _bodies(node):
        for statement in body:
            if _is_step(statement):
                yield "step", source.start(statement), source.end(statement), "pass"


def exchanged_steps(source: Source, node: ast.AST, above) -> Iterator[Found]:
    for body in _bodies(node):
        for one, other in pairwise(body):
            if _is_step(one) and _is_step(other) and source.of(one) != source.of(other):
                between = source.text[source.end(one) : source.start(other)]
                after = source.of(other) + between + source.of(one)
                yield "step", source.start(one), source.end(other), after


def _bodies(node: ast.AST) -> list[list[ast.stmt]]:
    bodies = (getattr(node, name, None) for name in ("body", "orelse", "finalbody"))
    return [body for body in bodies if isinstance(body, list)]


def _is_step(statement: ast.AST) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
