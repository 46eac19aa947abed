"""An article on its way to become a page: what its newsroom knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from graph.model import Date
from tests.world.outlets import Outlet
from tests.world.texts import Text, changes_in

if TYPE_CHECKING:
    from tests.world.nouns import Kind


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One article before its credit is decided on."""

    outlet: Outlet
    url: str
    at: datetime
    stated: Date | None
    language: str
    headline: str
    authors: tuple[str, ...]
    text: Text
    kind: Kind
    parents: tuple[Draft, ...] = ()
    depth: int = 0
    """Hops from the root; those who take an agency's text have one."""
    headline_change: int | None = None
    byline_change: int | None = None

    @property
    def roots(self) -> tuple[Draft, ...]:
        """Every article without a parent that stands behind this one."""
        if not self.parents:
            return (self,)
        found = (root for parent in self.parents for root in parent.roots)
        return tuple({root.url: root for root in found}.values())

    @property
    def changes(self) -> frozenset[int]:
        """All edits that can be seen in it."""
        more = {self.headline_change, self.byline_change} - {None}
        return changes_in(self.text) | {change for change in more if change}
