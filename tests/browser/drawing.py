"""What was drawn on a page: where it stands, what lies on what, and clicking it as a person does.

A box is [words, left, top, right, bottom] in pixels; a line of text has air above and below it.
"""

from itertools import combinations
from math import hypot

SIDEWAYS = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return [document.documentElement, main].map(box => box.scrollWidth - box.clientWidth);
}"""
# Of a chart its labels as boxes.
LABELS = """chart => [...chart.querySelectorAll('g.annotation text, .ytick text')].map(label => {
    const box = label.getBoundingClientRect();
    return [label.textContent, box.left, box.top, box.right, box.bottom];
})"""
AIR = 3  # pixels above and below the letters of a line


def middle(mark) -> tuple[float, float]:
    """The middle of a mark on the page, scrolled into sight."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def click(page, mark) -> None:
    """Click in the middle of a mark, where a person would."""
    page.mouse.click(*middle(mark))


def overlapping(labels: list, *, air: float = AIR) -> list[str]:
    """Labels that lie on one another."""
    found = []
    for (one, *a), (other, *b) in combinations(labels, 2):
        across, down = (min(a[i + 2], b[i + 2]) - max(a[i], b[i]) for i in (0, 1))
        if across > 1 and down > air:
            found.append(f"{one} on {other}")
    return found


def cut_off(boxes: list, frame: list) -> list[str]:
    """What is not whole within the frame."""
    _, west, north, east, south = frame
    return [
        f"{words or 'a circle'} is cut off"
        for words, left, top, right, bottom in boxes
        if left < west - 1 or top < north - 1 or right > east + 1 or bottom > south + 1
    ]


def faults(texts: list, circles: list, frame: list) -> list[str]:
    """Texts on texts or on circles, and what is not whole within the picture."""
    found = overlapping(texts)
    for words, left, top, right, bottom in texts:
        for _, west, north, east, south in circles:
            x, y, radius = (west + east) / 2, (north + south) / 2, (east - west) / 2
            beside = max(left - x, 0, x - right), max(top + AIR - y, 0, y - bottom + AIR)
            if hypot(*beside) < radius - 1:
                found.append(f"{words} on the circle at {x:.0f}, {y:.0f}")
    return found + cut_off(texts + circles, frame)


def cells(table) -> list[list[str]]:
    """Rows of a table on the page, its head first."""
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tr").all()]


def unfold_all(page) -> None:
    """Open everything on the page that is folded."""
    for expander in page.locator("[data-testid=stMain] summary").all():
        expander.click()
