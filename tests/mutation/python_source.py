"""A Python file with its tree: where each node stands, and which nodes may be changed."""

import ast
import re
from collections.abc import Iterator

# What is written for people, or checks the code itself: never changed.
CHECKS_OF_THE_CODE = ("strict", "frozen")


class Source:
    """The text of a Python file and its tree, with exact positions in characters."""

    def __init__(self, text: str):
        self.text, self.tree = text, ast.parse(text)
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def _offset(self, line: int, column: int) -> int:
        """`column` counts bytes, as the tree does."""
        in_characters = len(self._lines[line - 1].encode()[:column].decode())
        return self._starts[line - 1] + in_characters

    def start(self, node: ast.AST) -> int:
        return self._offset(node.lineno, node.col_offset)

    def end(self, node: ast.AST) -> int:
        return self._offset(node.end_lineno, node.end_col_offset)

    def of(self, node: ast.AST) -> str:
        """The node as it is written."""
        return self.text[self.start(node) : self.end(node)]

    def between(self, left: ast.AST, right: ast.AST, pattern: str) -> tuple[int, int, str]:
        """Where the operator between two nodes stands, and how it is written."""
        begin = self.end(left)
        gap = self.text[begin : self.start(right)]
        without_comments = re.sub(r"#.*", lambda found: " " * len(found[0]), gap)
        found = re.search(pattern, without_comments)
        return begin + found.start(), begin + found.end(), found[0]

    def nodes(self) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
        """Every node that may be changed, with the nodes it stands in, the nearest last."""
        yield from _below(self.tree, ())


def _below(node: ast.AST, above: tuple[ast.AST, ...]):
    for child in _changeable(node):
        if isinstance(child, ast.JoinedStr):  # positions within are not to be relied on
            continue
        yield child, (*above, node)
        yield from _below(child, (*above, node))


def _changeable(node: ast.AST) -> Iterator[ast.AST]:
    """The node's children but for annotations, decorators, imports, and words of exceptions."""
    left_out = []
    if isinstance(node, ast.Raise):
        return
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        left_out += [*node.decorator_list, getattr(node, "returns", None)]
    if isinstance(node, ast.arg | ast.AnnAssign):
        left_out.append(node.annotation)
    if isinstance(node, ast.keyword) and node.arg in CHECKS_OF_THE_CODE:
        return
    for child in ast.iter_child_nodes(node):
        if not (child in left_out or _is_left_alone(child)):
            yield child


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.If):
        names = {name.id for name in ast.walk(node.test) if isinstance(name, ast.Name)}
        return bool(names & {"__name__", "TYPE_CHECKING"})
    if isinstance(node, ast.Assign):
        return any(
            isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets
        )
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)  # a docstring


def is_text(node: ast.AST) -> bool:
    """Whether what the node gives is a text or a list, as far as can be seen from it."""
    if isinstance(node, ast.BinOp):
        return is_text(node.left) or is_text(node.right)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str | bytes)
    return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple | ast.ListComp)
