"""The report as one HTML file: no script, nothing from elsewhere, prints to A4."""

from html import escape
from itertools import groupby
from pathlib import Path

from analytics.definitions import COLOURS
from analytics.reports.html_table import html_table
from analytics.reports.marks import ink_on
from analytics.reports.slides import Report, Slide
from analytics.reports.svg import figure_parts
from analytics.reports.text import DEFINITIONS, HOW_TO_READ, MADE_UP, QUESTIONS, writable

STYLE = Path(__file__).with_name("html.css")
# Whatever is in the data, a browser asks nobody for anything and runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_html(report: Report) -> bytes:
    """The report as an .html file that is whole by itself."""
    report = writable(report)
    body = f"{_head(report)}{_contents(report)}{_main(report)}"
    page = (
        "<!doctype html><html lang='en-GB'><head><meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(report.title)}</title><style>{_style(report)}</style></head>"
        f"<body>{body}</body></html>"
    )
    return page.encode()


def _style(report: Report) -> str:
    light, dark = (_colours(at) for at in (0, 1))
    foot = _css_text(report.provenance.line)
    return (
        f":root {{ color-scheme: light dark; {light} }}"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
        f"@media print {{ :root {{ color-scheme: light; }} }}"
        f"{STYLE.read_text(encoding='utf-8')}"
        f"{_on_colours()}"
        f"@page {{ size: A4; margin: 16mm 16mm 20mm; font: 8pt Arial, sans-serif;"
        f" @bottom-left {{ content: {foot}; width: 86%; }}"
        " @bottom-right { content: counter(page) ' / ' counter(pages); } }"
    )


def _colours(dark: int) -> str:
    inks = {name.replace("_", "-"): pair[dark] for name, pair in COLOURS.items()}
    own = "".join(f"--{name}: {ink}; " for name, ink in inks.items())
    return own + "".join(f"--on-{name}: {ink_on(ink)}; " for name, ink in inks.items())


def _on_colours() -> str:
    """Text inside a mark: light or dark, as can be read on it."""
    names = (name.replace("_", "-") for name in COLOURS)
    return "".join(f"figure text.on-{name} {{ fill: var(--on-{name}); }}" for name in names)


def _css_text(text: str) -> str:
    """The text as a string of CSS that nothing in it can end."""
    signs = (sign if sign.isalnum() and sign.isascii() else f"\\{ord(sign):x} " for sign in text)
    return f"'{''.join(signs)}'"


def _head(report: Report) -> str:
    made_up = f"<p class='demonstration'>{MADE_UP}</p>" if report.provenance.made_up else ""
    return f"<header class='top'>{made_up}<h1>{escape(report.title)}</h1>{_line(report)}</header>"


def _contents(report: Report) -> str:
    listed = [(f"slide-{at}", slide.title) for at, slide in enumerate(report.slides)]
    listed += [(key, title) for key, title, _ in _at_the_end(report)]
    links = "".join(f"<li><a href='#{key}'>{escape(title)}</a></li>" for key, title in listed)
    return f"<nav aria-labelledby='contents'><h2 id='contents'>Contents</h2><ul>{links}</ul></nav>"


def _main(report: Report) -> str:
    numbered = enumerate(report.slides)
    parts = []
    for part, slides in groupby(numbered, key=lambda each: each[1].part):
        sections = "".join(_section(slide, f"slide-{at}", report) for at, slide in slides)
        parts.append((f"<h2>{escape(part)}</h2>" if part else "") + sections)
    for key, title, body in _at_the_end(report):
        head = f"<h2 id='{key}-title'>{escape(title)}</h2>"
        parts.append(
            f"<section id='{key}' class='slide long' aria-labelledby='{key}-title'>"
            f"{head}{body}{_line(report)}</section>"
        )
    return f"<main>{''.join(parts)}</main>"


def _section(slide: Slide, key: str, report: Report) -> str:
    level = "h3" if slide.part else "h2"
    said = "".join(f"<li>{escape(sentence)}</li>" for sentence in slide.sentences)
    return (
        f"<section id='{key}' class='slide' aria-labelledby='{key}-title'>"
        f"<{level} id='{key}-title'>{escape(slide.title)}</{level}>{_shown(slide, key)}"
        f"{f'<ul>{said}</ul>' if said else ''}"
        f"{_line(report)}</section>"
    )


def _line(report: Report) -> str:
    return f"<p class='provenance'>{escape(report.provenance.line)}</p>"


def _shown(slide: Slide, key: str) -> str:
    """What is drawn, in words; the picture; the table."""
    caption = slide.subtitle or slide.title
    table = "" if slide.table is None else html_table(slide.table, caption)
    if slide.picture is None:
        return table or (f"<p class='subtitle'>{escape(caption)}</p>" if slide.subtitle else "")
    figures = [
        f"<figure><figcaption>{escape(caption)}</figcaption>{part}</figure>"
        for part in figure_parts(slide.picture, key)
    ]
    return "".join(figures) + table


def _at_the_end(report: Report) -> list[tuple[str, str, str]]:
    """The recurring questions and how all of it is to be read: key, title, HTML."""
    read = f"<p>{escape(report.withheld)}</p>" if report.withheld else ""
    read += html_table(report.definitions, DEFINITIONS, words=True)
    last = [("how-to-read", HOW_TO_READ, read)]
    if report.questions.empty:
        return last
    return [("questions", QUESTIONS, html_table(report.questions, QUESTIONS, words=True)), *last]
