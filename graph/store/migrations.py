"""The versions of a store: numbered steps, each in the one transaction of its run.

A newer store is refused, a store of another program too. A step is never
changed once it has been released; a new one is added behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, select
from sqlalchemy.schema import CreateColumn

from graph.errors import ForeignStore, NewerStore, StoreError
from graph.store.schema import (
    APPLICATION_ID,
    ARTICLE,
    FRONTIER,
    HOST,
    METADATA,
    OVERLAP,
    REPUBLICATION,
    STORE_INFO,
    UNLEANED,
    UNSETTLED,
)
from graph.store.sketches import BEHIND

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine, Table


def _first(connection: Connection) -> None:
    METADATA.create_all(connection)


def _texts(connection: Connection) -> None:
    """The index of texts, and what two texts share, passage by passage."""
    METADATA.create_all(connection)
    _widen(connection, OVERLAP)
    if connection.execute(select(ARTICLE.c.id).limit(1)).first():
        # What shared words by the old measure is compared again by the new one.
        connection.execute(OVERLAP.delete())
        note = {"name": BEHIND, "value": "matched when it is next written to"}
        connection.execute(STORE_INFO.insert(), [note])


def _trees(connection: Connection) -> None:
    """Story trees, judgements and aliases; every edge is settled once again."""
    METADATA.create_all(connection)
    _widen(connection, REPUBLICATION)
    copies = select(REPUBLICATION.c.copy_id).distinct()
    known = select(UNSETTLED.c.article_id)
    connection.execute(
        UNSETTLED.insert().from_select(
            ["article_id"], copies.where(REPUBLICATION.c.copy_id.not_in(known))
        )
    )


def _parallels(connection: Connection) -> None:
    """What tells translations, and whose author is at home where.

    The next run finds both in what the store has.
    """
    METADATA.create_all(connection)


def _leanings(connection: Connection) -> None:
    """From whom articles without a credit seem to have their text."""
    METADATA.create_all(connection)
    known = select(UNLEANED.c.article_id)
    copies = select(ARTICLE.c.id).where(
        ARTICLE.c.story.is_not(None), ARTICLE.c.id.not_in(known)
    )
    connection.execute(UNLEANED.insert().from_select(["article_id"], copies))


def _returning(connection: Connection) -> None:
    """What is asked again: outlets that are watched, revisions, files half taken in."""
    METADATA.create_all(connection)
    _widen(connection, HOST)
    known = {index["name"] for index in inspect(connection).get_indexes("frontier")}
    if "frontier_state" in known:  # it did not tell which of a host's URLs is next
        connection.exec_driver_sql("DROP INDEX frontier_state")
    for index in FRONTIER.indexes:
        index.create(connection, checkfirst=True)


def _widen(connection: Connection, table: Table) -> None:
    """Add the columns that a table of an older version lacks."""
    known = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in known:
            described = CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(
                f"ALTER TABLE {table.name} ADD COLUMN {described}"
            )


STEPS: tuple[Callable[[Connection], None], ...] = (
    _first,
    _texts,
    _trees,
    _parallels,
    _leanings,
    _returning,
)
"""Step n brings a store from version n - 1 to n."""

VERSION = len(STEPS)


def migrate(engine: Engine, *, create: bool = True) -> None:
    """Bring the store to :data:`VERSION`, in one transaction or not at all."""
    with engine.connect() as connection:
        if version(connection) == VERSION:
            return
    with engine.execution_options(whence_write=True).begin() as connection:
        found = version(connection)
        if found == 0 and not create:
            message = "that database holds no store; make one with: whence crawl URL"
            raise StoreError(message)
        for step in STEPS[found:]:
            step(connection)
        _sign(connection)


def version(connection: Connection) -> int:
    """The version of the store; 0 for an empty database.

    Raises :class:`ForeignStore` for another program's database and
    :class:`NewerStore` for one that a newer Whence wrote.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    if STORE_INFO.name not in tables:
        message = "that database belongs to another program; it was left as it is"
        raise ForeignStore(message)
    wanted = select(STORE_INFO.c.value).where(STORE_INFO.c.name == "version")
    found = int(connection.execute(wanted).scalar_one_or_none() or 0)
    if found > VERSION:
        message = (
            f"the store has version {found}, this Whence knows up to {VERSION}; "
            "please install a newer one"
        )
        raise NewerStore(message)
    return found


def _sign(connection: Connection) -> None:
    connection.execute(STORE_INFO.delete().where(STORE_INFO.c.name == "version"))
    connection.execute(
        STORE_INFO.insert(), [{"name": "version", "value": str(VERSION)}]
    )
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
