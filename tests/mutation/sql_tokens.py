"""The words, numbers and signs of an SQL text, each with its place; comments are left out."""

import re
from dataclasses import dataclass

PATTERN = re.compile(
    r"""
    (?P<comment>--[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:[^']|'')*')
    |(?P<quoted>"(?:[^"]|"")*")
    |(?P<parameter>\$[A-Za-z_]\w*)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<sign><=|>=|<>|!=|::|:=|->>|->|=>|\|\||[^\s\w])
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = ("(", "[", "{", "case"), (")", "]", "}", "end")


@dataclass(frozen=True)
class Token:
    """`text`: words in lower case. `depth`: in how many brackets, or case … end, it stands."""

    kind: str
    text: str
    start: int
    end: int
    depth: int


def tokens_of(sql: str) -> list[Token]:
    """The tokens of the text; a bracket has the depth of what stands around it."""
    found, depth = [], 0
    for match in PATTERN.finditer(sql):
        kind, text = match.lastgroup, match[0]
        if kind == "comment":
            continue
        if kind == "word":
            text = text.lower()
        bracket = kind in ("sign", "word")
        if bracket and text in CLOSING:
            depth -= 1
        found.append(Token(kind, text, match.start(), match.end(), depth))
        if bracket and text in OPENING:
            depth += 1
    return found


def region(tokens: list[Token], first: int, stops: frozenset[str]) -> int:
    """The index after the tokens from `first` on, at its depth or deeper, up to one of `stops`."""
    if first >= len(tokens):
        return first
    depth = tokens[first].depth
    for i in range(first, len(tokens)):
        token = tokens[i]
        ends = token.depth == depth and token.kind != "string" and token.text in stops
        if token.depth < depth or ends:
            return i
    return len(tokens)


def parts(tokens: list[Token], first: int, last: int, at: frozenset[str]) -> list[tuple[int, int]]:
    """The ranges between the separators `at` that stand at the depth of the token `first`."""
    if first >= last:
        return []
    depth, found, begin, between = tokens[first].depth, [], first, False
    for i in range(first, last):
        token = tokens[i]
        if token.depth != depth or token.kind in ("string", "quoted"):
            continue
        if token.text == "between":
            between = True
        elif token.text == "and" and between:
            between = False
        elif token.text in at:
            found.append((begin, i))
            begin = i + 1
    found.append((begin, last))
    return [(begin, end) for begin, end in found if begin < end]
