"""The registrable domain of a host, by the public suffix list."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract


def registrable_domain(host: str) -> str:
    """The registrable domain; the last two labels where the suffix is unknown."""
    if ":" in host or "." not in host or host.rpartition(".")[2].isdigit():
        return ""
    found = _suffixes().extract_str(host, include_psl_private_domains=False)
    if found.suffix and found.domain:
        return f"{found.domain}.{found.suffix}"
    return ".".join(host.split(".")[-2:])


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract  # noqa: PLC0415 - slow to import, not always needed

    # The list it carries, never one fetched at run time.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)
