"""The naming stage: takes what the store knows, puts who is whom under other names.

What it states is derived from the store alone, so that it may be done again at any
time and comes out the same, whatever order articles came in. It merges nothing;
see ``graph/store/aliases.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.resolve.bylines import author_aliases
from graph.resolve.sites import outlet_aliases
from graph.store.aliases import AUTHOR, OUTLET, replace

if TYPE_CHECKING:
    from sqlalchemy import Connection


def restate(connection: Connection) -> None:
    """Make all derived statements about outlets and authors again.

    What does not hold any longer goes; what people stated by themselves stays.
    """
    replace(connection, OUTLET, outlet_aliases(connection))
    replace(connection, AUTHOR, author_aliases(connection))
