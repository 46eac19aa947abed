"""Each way to give no answer has its one word."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawler.door.address import Refused
from crawler.door.failures import outcome_of, outcome_of_answer
from graph.model import Outcome

# Twisted is not typed.
_WRAPPED = ResponseFailed([Failure(SSL.Error())])  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "error, outcome",
    [
        (CannotResolveHostError(), "dns"),
        (DownloadTimeoutError(), "timeout"),
        (DownloadConnectionRefusedError(), "unreachable"),
        (DownloadCancelledError(), "too-large"),
        (UnsupportedURLSchemeError(), "scheme"),
        (SSL.Error(), "tls"),
        (_WRAPPED, "tls"),
        (gzip.BadGzipFile("not gzipped"), "undecodable"),
        (zlib.error(), "undecodable"),
        (IgnoreRequest("max redirections reached"), "bad-redirect"),
        (IgnoreRequest("exceeded DOWNLOAD_MAXSIZE (8 B)"), "too-large"),
        (ValueError("Missing scheme in request url: javascript:x"), "redirect-refused"),
        (ValueError("Invalid IPv6 URL"), "bad-redirect"),
        (DownloadFailedError(), "unreachable"),
        (OSError("reset"), "unreachable"),
        (KeyError("our own fault"), "unreachable"),
        (Refused(Outcome.TRAP, "a trap"), "trap"),
    ],
)
def test_an_error_ends_in_one_word(error: Exception, outcome: str) -> None:
    word, detail = outcome_of(error)
    assert word == outcome
    assert detail
    assert "\n" not in detail


def test_the_cause_counts_more_than_what_wraps_it() -> None:
    error = DownloadFailedError()
    error.__cause__ = CannotResolveHostError()
    assert outcome_of(error)[0] is Outcome.DNS


def test_errors_that_cause_each_other_end() -> None:
    one, other = OSError("one"), OSError("other")
    one.__cause__, other.__cause__ = other, one
    assert outcome_of(one)[0] is Outcome.UNREACHABLE


@pytest.mark.parametrize(
    "location, outcome",
    [
        (Path("/etc/hostname").as_uri(), "redirect-refused"),
        ("ftp://a.org/", "redirect-refused"),
        ("data:text/html,x", "redirect-refused"),
        ("", "bad-redirect"),
        ("http://[::1/x", "bad-redirect"),
        ("/a:b", "bad-redirect"),
    ],
)
def test_a_redirect_that_was_not_followed_says_why(location: str, outcome: str) -> None:
    headers = {"Location": location} if location else {}
    answer = Response("https://a.org/", status=302, headers=headers)
    assert (outcome_of_answer(answer) or ("none",))[0] == outcome
