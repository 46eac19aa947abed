"""The first question at the door, whether an address may be asked at all.

Two checks share one rule. A host that is written as an address is judged
before the request leaves; a name is judged by the resolver with the very
address that is connected to, so that a second lookup can't bring another. That
resolver gives IPv4 only, so no name leads to an IPv6 address.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from crawler.cues.pixel import is_pixel
from crawler.door.traps import is_trap
from graph.identity import clean_url
from graph.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

_SCHEMES = ("http://", "https://")
# What is given out to networks; the rest of IPv6 is reserved, local or a way
# to write an IPv4 address (NAT64, IPv4-compatible).
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]+|[0-9]+")
# Names that the resolver refused, with their address. The reactor asks one
# resolver for the whole process, and forgets why it gave no address.
_PRIVATE_NAMES: dict[str, str] = {}


class Refused(IgnoreRequest):
    """The door refused a request; ``outcome`` says why in one word."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    IPv4 inside IPv6 is judged by the address inside. Raises ValueError for a
    text that is no address.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if inside is None and ip not in _GLOBAL_UNICAST:
            return False
        ip = inside or ip
    return ip.is_global and not ip.is_multicast


def literal_address(host: str) -> str | None:
    """The address that a host is another spelling of, or None for a name.

    Decimal, octal, hexadecimal and shortened forms count, as the C library's
    ``inet_aton`` reads them.

    >>> literal_address("2130706433"), literal_address("0x7f.1")
    ('127.0.0.1', '127.0.0.1')
    >>> literal_address("a.org") is None
    True
    """
    bare = host.strip("[]").partition("%")[0].rstrip(".")
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    parts = bare.split(".")
    if not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        return _joined([_number(part) for part in parts])
    except ValueError:
        return None


def _number(part: str) -> int:
    """A number as C writes it; ValueError for one like 08."""
    if part[:2] in {"0x", "0X"}:
        return int(part, 16)
    return int(part, 8 if part[0] == "0" else 10)


def _joined(numbers: list[int]) -> str | None:
    """``inet_aton``: all but the last number are bytes, the last fills the rest."""
    if len(numbers) > 4:
        return None
    *front, last = numbers
    room = 256 ** (4 - len(front))
    if last >= room or any(number > 255 for number in front):
        return None
    value = last + sum(n << (24 - 8 * i) for i, n in enumerate(front))
    return str(ipaddress.IPv4Address(value))


class Door:
    """Downloader middleware: refuses what must not be asked, with one word why."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(allow_private=crawler.settings.getbool("WHENCE_ALLOW_PRIVATE"))

    def process_request(self, request: Request) -> None:
        """Refuse by scheme, spelling, trap or literal address."""
        redirected = "redirect_urls" in request.meta
        if not request.url.lower().startswith(_SCHEMES):
            outcome = Outcome.REDIRECT_REFUSED if redirected else Outcome.SCHEME
            raise Refused(outcome, f"only http and https are asked: {request.url[:80]}")
        cleaned = clean_url(request.url)
        # The URLs of the frontier carry no credentials; a redirect may.
        if cleaned is None or "@" in request.url.split("/")[2]:
            outcome = Outcome.BAD_REDIRECT if redirected else Outcome.BAD_URL
            raise Refused(outcome, "not a URL that can be requested")
        if is_pixel(cleaned):
            raise Refused(Outcome.NOT_HTML, "a pixel that counts readers")
        if is_trap(cleaned):
            raise Refused(Outcome.TRAP, "its path looks like a crawler trap")
        host = cleaned.split("/")[2]
        address = literal_address(_without_port(host))
        if address and not self._allow_private and not is_public(address):
            raise Refused(Outcome.ADDRESS, f"{address} is not a public address")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Tell a name that the resolver refused from one that has no address."""
        if isinstance(exception, CannotResolveHostError | DNSLookupError):
            name = urlsplit(request.url).hostname or ""
            address = _PRIVATE_NAMES.get(name)
            if address is not None:
                detail = f"{name} has the private address {address}"
                raise Refused(Outcome.ADDRESS, detail) from exception


def _without_port(netloc: str) -> str:
    return (
        netloc.partition("]")[0] if netloc.startswith("[") else netloc.partition(":")[0]
    )


class PublicOnly(CachingThreadedResolver):
    """Resolver that gives public addresses only; the one checked is the one used."""

    def __init__(
        self,
        reactor: ReactorBase,
        cache_size: int,
        timeout: float,
        *,
        allow_private: bool,
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Built by Scrapy."""
        return cls(
            reactor,
            crawler.settings.getint("DNSCACHE_SIZE"),
            crawler.settings.getfloat("DNS_TIMEOUT"),
            allow_private=crawler.settings.getbool("WHENCE_ALLOW_PRIVATE"),
        )

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """The address of a name; none for a private one, which :class:`Door` tells."""

        def check(address: str) -> str:
            if not self._allow_private and not is_public(address):
                _PRIVATE_NAMES[name] = address
                raise DNSLookupError
            _PRIVATE_NAMES.pop(name, None)
            return address

        return super().getHostByName(name, timeout).addCallback(check)
