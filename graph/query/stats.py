"""How much is in a store, and how its pages ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.identity.lookalike import mixes_scripts, written
from graph.model import Verdict
from graph.query.coverage import articles, refused_hosts
from graph.store import frontier, hosts
from graph.store.schema import ARTICLE, AUTHOR, CLAIM, OUTLET, REPUBLICATION, SNAPSHOT

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


def stats(connection: Connection) -> dict[str, Any]:
    """Counts of everything, by status, verdict and outcome."""
    stories = select(func.count(ARTICLE.c.story.distinct()))
    return {
        "articles": articles(connection),
        "outlets": _number(connection, OUTLET),
        "authors": _number(connection, AUTHOR),
        "claims": _number(connection, CLAIM),
        "snapshots": _number(connection, SNAPSHOT),
        "stories": connection.execute(stories).scalar_one(),
        "republications": _republications(connection),
        "frontier": frontier.counts(connection),
        "outcomes": frontier.outcomes(connection),
        "refused_hosts": refused_hosts(connection),
        "robots": hosts.decisions(connection),
        "skipped_hosts": hosts.skipped(connection),
        "mixed_scripts": _mixed_scripts(connection),
    }


def _mixed_scripts(connection: Connection) -> dict[str, str]:
    """Outlets whose hosts may be made to look like another's, as people see them."""
    coded = OUTLET.c.key.contains("xn--")
    keys = connection.execute(select(OUTLET.c.key).where(coded)).scalars()
    found = sorted(key for key in keys if mixes_scripts(key))
    return {key: ".".join(map(written, key.split("."))) for key in found}


def _number(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _republications(connection: Connection) -> dict[str, Any]:
    edge = REPUBLICATION.c
    rows = connection.execute(
        select(edge.verdict, edge.declared, edge.inferred, func.count()).group_by(
            edge.verdict, edge.declared, edge.inferred
        )
    ).all()
    verdicts = {verdict.value: 0 for verdict in Verdict}
    standing = {"declared_only": 0, "inferred_only": 0, "both": 0}
    for verdict, declared, inferred, number in rows:
        verdicts[verdict] += number
        if verdict != Verdict.REJECTED:
            standing[_how(declared=declared, inferred=inferred)] += number
    return {"verdicts": verdicts, **standing}


def _how(*, declared: bool, inferred: bool) -> str:
    if declared and inferred:
        return "both"
    return "declared_only" if declared else "inferred_only"
