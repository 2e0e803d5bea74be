"""One change to one file: where, what stands there now, and what would stand there."""

from dataclasses import dataclass

KINDS = {
    "comparison": "< and <=, = and <>, is and is not, in and not in, each for the other",
    "constant": "a number one more, true for false, a code compared with no longer that code",
    "sign": "+ and −, * and / for each other; a minus dropped",
    "boolean": "and for or, & for |, any for all; a not dropped",
    "join": "a left join for a join, union for union all, and the other way round",
    "filter": "a condition, a distinct or a column of using or partition by left out",
    "column": "two columns, arguments or keys of one expression exchanged",
    "guard": "an early return, a coalesce or a constraint that never applies",
    "order": "sorted the other way; min for max, lag for lead, and the other way round",
    "return": "a function returns nothing, or the contrary",
    "step": "a statement left out, or exchanged with the next",
}


@dataclass(frozen=True)
class Change:
    """The characters from `start` to `end` of the file, `before`, become `after`."""

    file: str
    kind: str
    start: int
    end: int
    before: str
    after: str
    line: int  # the first, counted from one
    line_text: str

    def applied(self, text: str) -> str:
        """The file's text with the change. Raises ValueError where it no longer stands there."""
        if text[self.start : self.end] != self.before:
            raise ValueError(f"{self.file} is not the file that the change was found in.")
        return text[: self.start] + self.after + text[self.end :]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What finds the change again when lines above it have come or gone."""
        return (
            self.file,
            self.line_text,
            " ".join(self.before.split()),
            " ".join(self.after.split()),
        )

    def __str__(self) -> str:
        before, after = (_short(text) or "nothing" for text in (self.before, self.after))
        return f"{self.file}:{self.line} ({self.kind}) {before} → {after}"


def changed(file: str, text: str, kind: str, start: int, end: int, after: str) -> Change:
    """The change at the characters from start to end of the file's text."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line_text = text[first : last if last >= 0 else len(text)].strip()
    line = text.count("\n", 0, start) + 1
    return Change(file, kind, start, end, text[start:end], after, line, line_text)


def _short(text: str, most: int = 150) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 30]} … {text[-28:]}"
