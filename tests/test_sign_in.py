"""Whose account it is that signed in: letters of either case are one account, in every list."""

import pytest

from analytics.app import sign_in
from analytics.definitions import AUDIENCES

IN_SMALL, AS_TYPED = "a.worker@derby.example", "A.Worker@Derby.example"
IN_CAPITALS = "A.WORKER@DERBY.EXAMPLE"
WRITTEN = (IN_SMALL, AS_TYPED, IN_CAPITALS)


def with_email(email: str) -> dict:
    return {"is_logged_in": True, "sub": "Ab-1", "email": email, "email_verified": True}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("listed", WRITTEN)
def test_an_email_is_in_a_list_in_whatever_case_either_is_written(audience, listed):
    for email in WRITTEN:
        assert sign_in.audience_of(with_email(email), {audience: [listed]}) == audience


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_providers_own_reference_or_group_is_another_in_another_case(audience):
    claims = {"sub": "Ab-1", "groups": ["Fostering"]}
    for entry in ("subject:Ab-1", "group:Fostering"):
        assert sign_in.audience_of(claims, {audience: [entry]}) == audience
        for other in (entry.lower(), entry.upper(), entry.swapcase()):
            assert sign_in.audience_of(claims, {audience: [other]}) is None


def test_who_signed_in_is_written_down_alike_however_the_provider_writes_it(monkeypatch):
    names = set()
    for email in WRITTEN:
        monkeypatch.setattr(sign_in.st, "user", with_email(email))
        names.add(sign_in.person())
    assert names == {"a.worker@derby.example"}
    # without a verified e-mail by the reference, as the provider writes it
    monkeypatch.setattr(sign_in.st, "user", with_email(AS_TYPED) | {"email_verified": False})
    assert sign_in.person() == "subject Ab-1"


def test_of_two_audiences_the_one_that_sees_less_counts_whichever_comes_first():
    assert AUDIENCES == ("staff", "members", "council")  # who sees most comes first
    for wide, narrow in (("staff", "members"), ("staff", "council"), ("members", "council")):
        assert sign_in.narrower(wide, narrow) == sign_in.narrower(narrow, wide) == narrow
        listed = {wide: [AS_TYPED], narrow: [IN_SMALL]}
        assert sign_in.audience_of(with_email(IN_CAPITALS), listed) == narrow
