"""A real sign-in with an OpenID Connect provider on this machine: who is let in, and as what."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

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
redirect_uri = "{dashboard}/oauth2callback"
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


@pytest.fixture(scope="module")
def provider(tools):
    port = tools.free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for subject, claims in ACCOUNTS.items():
        command += ["--user-claims", json.dumps({"sub": subject} | claims)]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        tools.wait_for(f"{address}/.well-known/openid-configuration", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module", params=[AUDIENCES], ids=["listed"])
def dashboard_with_sign_in(request, provider, tools, demonstration_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sign-in")
    port = tools.free_port()
    secrets = SECRETS.format(dashboard=f"http://127.0.0.1:{port}", provider=provider)
    (folder / "secrets.toml").write_text(secrets + request.param)
    options = ("--secrets.files", str(folder / "secrets.toml"))
    with tools.serving(demonstration_store, *options, port=port) as address:
        yield address


def signed_in(browser, address, subject, tools):
    """The first page as somebody sees it who signs in as that account."""
    page = browser.new_context().new_page()
    page.goto(address)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    tools.stand_still(page)
    return page


@pytest.mark.parametrize(
    ("subject", "sees"),
    [
        ("s1", "view for staff"),
        ("s5", "view for staff"),
        ("s6", "view for members"),
        ("s2", "subject s2 has no access here yet"),
        ("s3", "subject s3 has no access here yet"),
        ("s4", "subject s4 has no access here yet"),
        ("s7", "ben@council.test has no access here yet"),
        # a reference that looks like an e-mail of the list is none
        ("anna@council.test", "subject anna@council.test has no access here yet"),
    ],
)
def test_who_signs_in_is_what_the_lists_say(browser, dashboard_with_sign_in, tools, subject, sees):
    page = signed_in(browser, dashboard_with_sign_in, subject, tools)
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("Missing from care" if "no access" in sees else "Overview")
    assert sees in main.inner_text().replace("\u2060", "")
    assert ("133" in main.inner_text()) == ("no access" not in sees)
    page.context.close()


@pytest.mark.parametrize("dashboard_with_sign_in", [""], ids=["no list"], indirect=True)
def test_without_a_list_nobody_is_let_in(browser, dashboard_with_sign_in, tools):
    page = signed_in(browser, dashboard_with_sign_in, "s1", tools)
    expect(page.get_by_test_id("stMain")).to_contain_text("has no access here yet")
    page.context.close()
