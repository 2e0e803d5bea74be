"""The report's HTML file in a browser: nothing asked for, readable everywhere, whole on paper."""

import pytest

from analytics.reports.html import write_html
from tests.browser.checker import found_on
from tests.reports.hand_made import plain_report, ugly_report

pytestmark = pytest.mark.browser
SHEET = (210 - 2 * 16) / 25.4 * 96, (297 - 16 - 20) / 25.4 * 96  # pixels between A4's margins
REPORTS = {"plain": plain_report, "ugly": ugly_report}
# Labels of a drawing that stand on one another, or beside the page.
COLLIDING = """() => {
    const found = [];
    for (const drawing of document.querySelectorAll('svg[role=img]')) {
        const boxes = [...drawing.querySelectorAll('text')].map(text => {
            const box = text.getBoundingClientRect();
            return {text: text.textContent, left: box.left, right: box.right,
                    top: box.top + box.height * 0.2, bottom: box.bottom - box.height * 0.2};
        });
        for (const [at, one] of boxes.entries()) {
            if (one.right > document.documentElement.clientWidth || one.left < 0)
                found.push(`beside the page: ${one.text}`);
            for (const other of boxes.slice(at + 1))
                if (one.left < other.right - 1 && other.left < one.right - 1 &&
                    one.top < other.bottom && other.top < one.bottom)
                    found.push(`${one.text} on ${other.text}`);
        }
    }
    return found;
}"""


@pytest.fixture(scope="module", params=REPORTS)
def file(request, tmp_path_factory):
    """Each report's HTML file in turn."""
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    path.write_bytes(write_html(REPORTS[request.param]()))
    return path


@pytest.fixture(scope="module")
def opened_file(browser, file):
    """The file in a page of its own; fails at the end where it asked for anything else."""
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(file.as_uri())
    yield page
    page.close()
    assert set(asked) == {file.as_uri()}


@pytest.fixture
def opened(opened_file):
    """Shows the file at that width and in those colours; it has no script that remembers any."""

    def show_at(width: int, scheme: str = "light"):
        opened_file.set_viewport_size({"width": width, "height": 900})
        opened_file.emulate_media(media="screen", color_scheme=scheme)
        return opened_file

    return show_at


@pytest.mark.parametrize("width", [390, 1200])
def test_it_reads_on_a_phone_and_on_a_screen(opened, width):
    page = opened(width)
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    assert page.evaluate(COLLIDING) == []
    size = "text => parseFloat(getComputedStyle(text).fontSize)"
    assert (
        page.evaluate(f"Math.min(...[...document.querySelectorAll('svg text')].map({size}))") >= 13
    )


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.deep)])
def test_it_is_accessible_in_light_and_dark(opened, scheme):
    assert found_on(opened(390, scheme)) == []


def test_on_a4_no_figure_is_higher_than_the_sheet_or_cut(opened):
    page = opened(int(SHEET[0]), "dark")
    page.emulate_media(media="print")
    figures = page.locator("figure")
    for at in range(figures.count()):
        assert figures.nth(at).bounding_box()["height"] <= SHEET[1]
        assert figures.nth(at).evaluate("f => getComputedStyle(f).breakInside") == "avoid"
    assert page.evaluate(COLLIDING) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    scrolls = "f => f.scrollWidth > f.clientWidth + 1"
    frames = page.locator(".table-frame")
    assert not any(frames.nth(at).evaluate(scrolls) for at in range(frames.count()))


def test_it_is_printed_by_the_browser_with_text_in_it(opened):
    page = opened(1200)
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert printed.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed  # A4 upright
    assert b"/ToUnicode" in printed  # its letters can be selected and searched
