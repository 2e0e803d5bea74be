"""Changes of operators and constants in Python: comparison, constant, sign, boolean."""

import ast
from collections.abc import Iterator
from decimal import Decimal

from tests.mutation.python_source import Source, is_text

Found = tuple[str, int, int, str]  # kind, start, end, what stands there then
COMPARED = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "is": "is not",
    "is not": "is",
    "in": "not in",
    "not in": "in",
}
COMPARISON = r"\bis\s+not\b|\bnot\s+in\b|\bis\b|\bin\b|[=!<>]=|[<>]"
CALCULATED = {
    ast.Add: (r"\+", "-"),
    ast.Sub: (r"-", "+"),
    ast.Mult: (r"\*", "/"),
    ast.Div: (r"/", "*"),
    ast.FloorDiv: (r"//", "*"),
}
COMBINED = {ast.BitAnd: (r"&", "|"), ast.BitOr: (r"\|", "&")}
# Sizes of what is drawn, in points or pixels: one more or less is nothing that a reader could miss.
SIZES = set(
    "height width size l r t b pad margin standoff ticklabelstandoff xshift yshift opacity dash"
    " font thickness bargap cornerradius ticklen nticks tickangle arrowsize arrowwidth borderpad"
    " radius gap".split()
)


def comparisons(source: Source, node: ast.AST, above) -> Iterator[Found]:
    if isinstance(node, ast.Compare):
        compared = [node.left, *node.comparators]
        for left, right in zip(compared, compared[1:], strict=False):
            start, end, operator = source.between(left, right, COMPARISON)
            yield "comparison", start, end, COMPARED[" ".join(operator.split())]


def constants(source: Source, node: ast.AST, above) -> Iterator[Found]:
    if not isinstance(node, ast.Constant):
        return
    start, end = source.start(node), source.end(node)
    if isinstance(node.value, bool):
        yield "constant", start, end, str(not node.value)
    elif isinstance(node.value, int | float) and not _is_size(node, above):
        yield "constant", start, end, one_more(source.of(node))
    elif isinstance(node.value, str) and node.value and _is_compared(above):
        yield "constant", start, end, repr(node.value + "~")


def one_more(number: str) -> str:
    """The number with one more in its last digit: 73 for 72, 0.06 for 0.05."""
    value = Decimal(number.replace("_", ""))
    return str(value + Decimal(1).scaleb(value.as_tuple().exponent))


def _is_size(node: ast.AST, above) -> bool:
    inner = node
    for outer in reversed(above):
        if isinstance(outer, ast.keyword) and outer.arg in SIZES:
            return True
        if isinstance(outer, ast.Dict):
            keys = [
                key for key, value in zip(outer.keys, outer.values, strict=True) if value is inner
            ]
            if keys and isinstance(keys[0], ast.Constant) and keys[0].value in SIZES:
                return True
        if isinstance(outer, ast.stmt):
            return False
        inner = outer
    return False


def _is_compared(above) -> bool:
    parent = above[-1]
    if isinstance(parent, ast.Tuple | ast.List | ast.Set):
        parent = above[-2]
    return isinstance(parent, ast.Compare)


def signs(source: Source, node: ast.AST, above) -> Iterator[Found]:
    if isinstance(node, ast.BinOp) and type(node.op) in CALCULATED:
        if not (is_text(node.left) or is_text(node.right)):
            pattern, other = CALCULATED[type(node.op)]
            start, end, _ = source.between(node.left, node.right, pattern)
            yield "sign", start, end, other
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub):
        if not is_text(node.value):
            start, end, operator = source.between(node.target, node.value, r"[+-]=")
            yield "sign", start, end, "-=" if operator == "+=" else "+="
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign", source.start(node), source.start(node) + 1, ""


def booleans(source: Source, node: ast.AST, above) -> Iterator[Found]:
    if isinstance(node, ast.BoolOp):
        for left, right in zip(node.values, node.values[1:], strict=False):
            start, end, operator = source.between(left, right, r"\b(and|or)\b")
            yield "boolean", start, end, "or" if operator == "and" else "and"
    if isinstance(node, ast.BinOp) and type(node.op) in COMBINED:
        if not any(isinstance(side, ast.Dict) for side in (node.left, node.right)):
            pattern, other = COMBINED[type(node.op)]
            start, end, _ = source.between(node.left, node.right, pattern)
            yield "boolean", start, end, other
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        sign = 3 if isinstance(node.op, ast.Not) else 1
        written = source.of(node)[sign:]
        start, blank = source.start(node), len(written) - len(written.lstrip())
        yield "boolean", start, start + sign + blank, ""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if name in ("any", "all"):
            end = source.end(node.func)
            yield "boolean", end - 3, end, "all" if name == "any" else "any"
