"""A checker of accessibility: axe, against WCAG 2.2 AA."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.visits import stand_still

ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
# Of what is in order axe would hand over every element: with no more than it found it is quicker.
OPTIONS = {"runOnly": ACCESSIBILITY, "resultTypes": ["violations"]}
FOUND = "options => axe.run(options).then(results => results.violations)"


def found_on(page: Page) -> list[str]:
    """What axe finds on any page as it is; nothing on it is exempt."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    rules = page.evaluate(FOUND, OPTIONS)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in rules for node in rule["nodes"]]


def violations(page: Page) -> list[str]:
    """What axe finds on a page of the dashboard, once all stands still."""
    stand_still(page)
    return found_on(page)
