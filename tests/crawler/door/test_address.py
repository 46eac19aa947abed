"""The address guard: whatever way a private address is written, it is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from twisted.internet.error import DNSLookupError

from crawler.door import address
from crawler.door.address import Door, Refused, is_public, literal_address
from tests.hostile.cases import LOOPBACK


def refusal(url: str, *, allow_private: bool = False, **meta: object) -> str | None:
    """The outcome that the door refuses a request with; None if it lets it in."""
    try:
        Door(allow_private=allow_private).process_request(Request(url, meta=meta))
    except Refused as refused:
        return refused.outcome.value
    return None


@pytest.mark.parametrize("host", [h for h in LOOPBACK if "local" not in h.lower()])
def test_no_spelling_of_a_private_address_passes(host: str) -> None:
    assert refusal(f"http://{host}:8000/story") == "address"
    assert refusal(f"http://{host}/story") == "address"


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]", "0x7f.1"])
def test_private_addresses_pass_where_the_user_allows_them(host: str) -> None:
    assert refusal(f"http://{host}/story", allow_private=True) is None


@pytest.mark.parametrize("host", ["93.184.216.34", "example.org", "[2606:4700::1111]"])
def test_public_addresses_and_names_pass(host: str) -> None:
    assert refusal(f"https://{host}/story") is None


def test_a_redirect_to_a_private_address_is_refused() -> None:
    asked = ["https://example.org/story"]
    assert refusal("http://127.1/admin", redirect_urls=asked) == "address"


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "data:text/html,x", "ftp://a.org/"]
)
def test_only_http_is_asked(url: str) -> None:
    assert refusal(url) == "scheme"
    assert refusal(url, redirect_urls=["https://a.org/"]) == "redirect-refused"


@pytest.mark.parametrize("url", ["http://me:pw@a.org/", "http://-a/"])
def test_what_is_no_plain_url_is_refused(url: str) -> None:
    assert refusal(url) == "bad-url"
    assert refusal(url, redirect_urls=["https://a.org/"]) == "bad-redirect"


def test_the_host_behind_credentials_is_the_one_that_counts() -> None:
    assert refusal("http://example.org@127.0.0.1/") == "bad-url"
    assert refusal("http://127.0.0.1\\@example.org/") in {"bad-url", "address"}


def test_traps_are_refused_at_the_same_door() -> None:
    assert refusal("https://example.org/a/b/a/b/a/b") == "trap"


def test_a_name_that_the_resolver_refused_is_told_from_no_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(address, "_PRIVATE_NAMES", {"inside.example": "10.0.0.7"})
    door = Door(allow_private=False)
    with pytest.raises(Refused, match=r"inside\.example has the private address 10\."):
        door.process_exception(
            Request("http://inside.example/a"), CannotResolveHostError()
        )
    door.process_exception(Request("http://other.example/a"), DNSLookupError())
    door.process_exception(Request("http://inside.example/a"), TimeoutError())


@pytest.mark.parametrize(
    "host, number",
    [
        ("127.1", "127.0.0.1"),
        ("1.2.3", "1.2.0.3"),
        ("017700000001", "127.0.0.1"),
        ("0X7F.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("[fe80::1%25lo]", "fe80::1"),
        ("127.0.0.1.", "127.0.0.1"),
    ],
)
def test_numbers_are_read_as_the_c_library_reads_them(host: str, number: str) -> None:
    assert literal_address(host) == number


@pytest.mark.parametrize(
    "host",
    ["08.1", "1.2.3.4.5", "256.1.1.1", "4294967296", "1_0", "-1", "+1", "", "a.1"],
)
def test_what_the_c_library_takes_for_a_name_is_one(host: str) -> None:
    assert literal_address(host) is None


@given(st.ip_addresses())
def test_every_address_is_judged_as_itself(ip: object) -> None:
    assert literal_address(str(ip)) is not None
    assert isinstance(is_public(str(ip)), bool)


@given(st.text(max_size=40))
def test_any_text_may_stand_where_a_host_is_expected(host: str) -> None:
    literal = literal_address(host)
    assert literal is None or isinstance(is_public(literal), bool)
