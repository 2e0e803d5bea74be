"""Changes of single words and signs in SQL: comparison, constant, sign, boolean, join, order."""

from collections.abc import Iterator

from tests.mutation.python_operators import one_more
from tests.mutation.sql_tokens import Token

Found = tuple[str, int, int, str]  # kind, start, end, what stands there then
COMPARED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "=", "!=": "="}
CALCULATED = {"+": "-", "-": "+", "*": "/", "/": "*"}
ENDS = "min max, lag lead, least greatest, min_by max_by, arg_min arg_max, bool_or bool_and"
OTHER_END = {
    one: other for pair in map(str.split, ENDS.split(", ")) for one, other in (pair, pair[::-1])
}
JOINS_OF_THEIR_OWN = ("left", "right", "full", "cross", "asof", "semi", "anti", "outer", "lateral")
NO_VALUE = ("select", "distinct", "from", "by", "when", "then", "else", "and", "or", "not", "as")


def single_changes(tokens: list[Token]) -> Iterator[Found]:
    """Every change of a single word or sign."""
    assigned = _assigned(tokens)
    betweens = 0
    for i, token in enumerate(tokens):
        if token.kind in ("string", "quoted"):
            continue
        before = tokens[i - 1].text if i else ""
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        betweens += token.text == "between"
        if token.text == "and" and betweens:
            betweens -= 1
            continue
        if token.text in COMPARED and i not in assigned:
            yield "comparison", token.start, token.end, COMPARED[token.text]
        yield from _constants(token, before)
        yield from _signs(tokens, i)
        yield from _words(token, before, after)
        yield from _joins(token, before, after)


def _assigned(tokens: list[Token]) -> set[int]:
    """Where = does not compare: after the set of an update."""
    found = set()
    for i, token in enumerate(tokens):
        if token.text == "set" and token.kind == "word":
            for j in range(i + 1, len(tokens)):
                if tokens[j].depth < token.depth or tokens[j].text in ("where", "from", ";"):
                    break
                if tokens[j].text == "=" and tokens[j].depth == token.depth:
                    found.add(j)
    return found


def _constants(token: Token, before: str) -> Iterator[Found]:
    if token.kind == "number" and before not in ("$", "::"):
        yield "constant", token.start, token.end, one_more(token.text)
    if token.text in ("true", "false") and before != "on":
        other = "false" if token.text == "true" else "true"
        yield "constant", token.start, token.end, other


def _signs(tokens: list[Token], i: int) -> Iterator[Found]:
    """Between two values only: neither count(*) nor a.* nor a minus before a number."""
    token = tokens[i]
    if token.kind != "sign" or token.text not in CALCULATED or not 0 < i < len(tokens) - 1:
        return
    left, right = tokens[i - 1], tokens[i + 1]
    ends_a_value = left.text in (")", "]", "end") or (
        left.kind != "sign" and left.text not in NO_VALUE
    )
    begins_one = right.text in ("(", "[", "case") or right.kind not in ("sign",)
    if ends_a_value and begins_one and right.text not in ("from", "replace", "exclude"):
        yield "sign", token.start, token.end, CALCULATED[token.text]


def _words(token: Token, before: str, after: str) -> Iterator[Found]:
    if token.kind != "word":
        return
    if token.text in ("and", "or") and before != "create":
        yield "boolean", token.start, token.end, "or" if token.text == "and" else "and"
    if token.text == "not" and before != "is" and after not in ("null", "distinct", "exists"):
        yield "boolean", token.start, token.end, ""
    if token.text == "not" and after == "exists" and before != "if":
        yield "boolean", token.start, token.end, ""
    if token.text == "is" and after in ("null", "distinct"):
        yield "comparison", token.start, token.end, "is not"
    if token.text == "not" and before == "is":
        yield "comparison", token.start, token.end, ""
    if token.text in OTHER_END and after == "(":
        yield "order", token.start, token.end, OTHER_END[token.text]
    if token.text == "distinct" and before in ("(", "select"):
        yield "filter", token.start, token.end, ""


def _joins(token: Token, before: str, after: str) -> Iterator[Found]:
    if token.kind != "word":
        return
    if token.text == "join" and before not in JOINS_OF_THEIR_OWN:
        yield "join", token.start, token.end, "left join"
    if token.text == "left" and after == "join":
        yield "join", token.start, token.end, ""
    if token.text == "asof" and after == "join":
        yield "join", token.start, token.end, "asof left"
    if token.text == "union" and after != "all":
        yield "join", token.start, token.end, "union all"
    if token.text == "all" and before == "union":
        yield "join", token.start, token.end, ""
