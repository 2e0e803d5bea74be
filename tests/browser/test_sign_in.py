"""A real sign-in with an OpenID Connect provider on this machine: who is let in, and as what."""

import json
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.server import running, serving
from tests.browser.visits import stand_still, visiting

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

ACCOUNTS = {
    "s1": {"email": "anna@council.test", "email_verified": True},
    "s2": {"email": "anna@council.test", "email_verified": False},
    "s3": {"email": "anna@council.test"},
    "s4": {"preferred_username": "anna@council.test", "name": "anna@council.test"},
    "s5": {"groups": ["reception", "childrens-services"]},
    "s6": {},
    "s7": {"email": "ben@council.test", "email_verified": True},
    "anna@council.test": {},
}
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"  # Streamlit knows the port
cookie_secret = "of this test alone, long enough"
client_id = "dashboard"
client_secret = "of this test alone"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
AUDIENCES = """
[audiences]
staff = ["Anna@council.test", "group:childrens-services"]
members = ["subject:s6"]
"""


NO_ACCESS = "has no access here yet"


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """Address of the provider; it asks of nobody more than which account it should be."""
    command = ["oidc_provider_mock", "--port", "0"]
    for subject, claims in ACCOUNTS.items():
        command += ["--user-claims", json.dumps({"sub": subject} | claims)]
    with running(command, tmp_path_factory.mktemp("provider"), {}) as address:
        yield address


@contextmanager
def dashboard_with_sign_in(store, provider: str, audiences: str, folder):
    """The address of a dashboard that lets in whom these lists name."""
    secrets = folder / "secrets.toml"
    secrets.write_text(SECRETS.format(provider=provider) + audiences)
    with serving(store, f"--secrets.files={secrets}") as address:
        yield address


@pytest.fixture(scope="module")
def listed(provider, demonstration_store, tmp_path_factory):
    """The address of a dashboard that lets in whom the lists above name."""
    folder = tmp_path_factory.mktemp("sign-in")
    with dashboard_with_sign_in(demonstration_store, provider, AUDIENCES, folder) as address:
        yield address


@contextmanager
def signed_in(browser, address, provider, subject):
    """The first page as somebody sees it who signs in as that account."""
    with visiting(browser, address) as visits:
        page = visits.new_page()
        # the provider's own page asks another host for how it looks; it does without
        visits.also_asks = (provider, "https://cdn.jsdelivr.net")
        page.route("https://**", lambda route: route.abort())
        page.goto(address)
        page.get_by_role("button", name="Sign in").click()
        page.locator("input[name=sub]").fill(subject)
        page.get_by_role("button", name="Authorize").click()
        stand_still(page)
        yield page.get_by_test_id("stMain")


@pytest.mark.parametrize(
    ("subject", "sees"),
    [
        ("s1", "view for staff"),
        pytest.param("s5", "view for staff", marks=deep),
        pytest.param("s6", "view for members", marks=deep),
        pytest.param("s2", "subject s2 has no access here yet", marks=deep),
        pytest.param("s3", "subject s3 has no access here yet", marks=deep),
        pytest.param("s4", "subject s4 has no access here yet", marks=deep),
        pytest.param("s7", "ben@council.test has no access here yet", marks=deep),
        # a reference that looks like an e-mail of the list is none
        pytest.param(
            "anna@council.test", "subject anna@council.test has no access here yet", marks=deep
        ),
    ],
)
def test_who_signs_in_is_what_the_lists_say(browser, listed, provider, subject, sees):
    with signed_in(browser, listed, provider, subject) as main:
        let_in = NO_ACCESS not in sees
        expect(main).to_contain_text("Overview" if let_in else "Missing from care")
        assert sees in main.inner_text().replace("\u2060", "")
        assert ("133" in main.inner_text()) == let_in


@deep
def test_without_a_list_nobody_is_let_in(browser, provider, demonstration_store, tmp_path):
    with (
        dashboard_with_sign_in(demonstration_store, provider, "", tmp_path) as address,
        signed_in(browser, address, provider, "s1") as main,
    ):
        expect(main).to_contain_text(NO_ACCESS)
