"""Which part of a store is looked at: a view, and filters that hold in SQL.

A filter is of articles (dates, outlets, languages, a story, a neighbourhood) or of
republications alone (relations, verdicts, declared, inferred):

- a republication stays where it fits the latter, its copy's date fits, and its
  source or its copy fits each of the others;
- an article stays where it is an end of such a republication; and, if nothing is
  asked of republications alone, where it fits every filter itself;
- outlets and authors stay with their articles.

Nothing here reads a row: databases do, and they keep what they need on disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select, true, union

from graph.errors import UsageError
from graph.model import Verdict
from graph.store.schema import ARTICLE, BYLINE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, CompoundSelect, Select
    from sqlalchemy.sql.selectable import FromClause

    Ids = Select[Any] | CompoundSelect[Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """A view of a store and its filters; those that are empty ask for nothing."""

    view: str = "full"
    """A name in :data:`graph.build.VIEWS`."""
    since: str | None = None
    """The first date: ``2022``, ``2022-02`` or ``2022-02-20``."""
    until: str | None = None
    """The last date, included. One that is known up to a month or a year fits
    where it may lie between the two."""
    outlets: tuple[str, ...] = ()
    """Keys of outlets, one of which publishes the source or the copy."""
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes, one of which the source or the copy has."""
    relations: tuple[str, ...] = ()
    """Values of :class:`graph.model.Relation`."""
    verdicts: tuple[str, ...] = ()
    """Values of :class:`graph.model.Verdict`; else all that are not rejected."""
    declared: bool | None = None
    """Whether the copy's page says so."""
    inferred: bool | None = None
    """Whether text and dates say so."""
    story: str | None = None
    """The id that copies of one work share."""
    around: tuple[str, ...] = ()
    """Ids of nodes, with what is at most ``depth`` republications from them or, of
    outlets and authors, from their articles."""
    depth: int = 1
    """How many republications away, in either direction."""
    with_rejected: bool = False
    """Whether rejected ones count where no verdict is asked for."""

    @property
    def whole(self) -> bool:
        """Whether nothing is filtered."""
        plain = Selection(
            view=self.view, depth=self.depth, with_rejected=self.with_rejected
        )
        return self == plain

    @property
    def of_edges(self) -> bool:
        """Whether something is asked of republications alone."""
        asked = self.relations, self.verdicts, self.declared, self.inferred
        return any(one not in {(), None} for one in asked)


def selected(view: str | Selection) -> Selection:
    """A selection, of a view's name one without filters."""
    return view if isinstance(view, Selection) else Selection(view=view)


def fitting(selection: Selection) -> ColumnElement[bool]:
    """What holds for a republication that fits, whatever its ends are."""
    edge = REPUBLICATION.c
    holds: list[ColumnElement[bool]] = [
        edge[name].in_(values)
        for name, values in (
            ("relation", selection.relations),
            ("verdict", selection.verdicts),
        )
        if values
    ]
    if not selection.verdicts and not selection.with_rejected:
        holds.append(edge.verdict != Verdict.REJECTED.value)
    for name in ("declared", "inferred"):
        asked = getattr(selection, name)
        if asked is not None:
            holds.append(edge[name].is_(asked))
    return and_(true(), *holds)


def standing(
    selection: Selection, source: FromClause, copy: FromClause
) -> ColumnElement[bool]:
    """What holds for a republication that stays, joined with both of its ends."""
    holds = [fitting(selection), *_dated(selection, copy)]
    if selection.outlets:
        alone = REPUBLICATION.c.source_outlet.in_(selection.outlets)
        holds.append(or_(*_of_outlets(selection, source, copy), alone))
    if selection.languages:
        ends = (end.c.language.in_(selection.languages) for end in (source, copy))
        holds.append(or_(*ends))
    if selection.story is not None:
        holds.append(or_(*(e.c.story == selection.story for e in (source, copy))))
    if selection.around:
        near = select(_near(selection).c.id)
        first = or_(source.c.id.is_(None), source.c.id.in_(near))
        holds += [copy.c.id.in_(near), first]
    return and_(*holds)


def _of_outlets(selection: Selection, *ends: FromClause) -> list[ColumnElement[bool]]:
    return [end.c.outlet_key.in_(selection.outlets) for end in ends]


def _dated(selection: Selection, article: FromClause) -> list[ColumnElement[bool]]:
    """Where an article's date may lie between the two that are asked for."""
    value, found = article.c.published_value, []
    # Texts are compared up to where both of them tell.
    for day, later in ((selection.since, True), (selection.until, False)):
        if day is not None:
            told = func.substr(value, 1, len(day))
            asked = func.substr(literal(day), 1, func.length(value))
            found.append(told >= asked if later else told <= asked)
    return found


def kept(selection: Selection) -> Select[Any]:
    """``source_id``, ``source_outlet``, ``copy_id`` of republications that stay."""
    source, copy = ARTICLE.alias("kept_source"), ARTICLE.alias("kept_copy")
    edge = REPUBLICATION.c
    rows = select(edge.source_id, edge.source_outlet, edge.copy_id)
    if selection.whole:
        return rows.where(fitting(selection))
    return (
        rows.outerjoin(source, source.c.id == edge.source_id)
        .join(copy, copy.c.id == edge.copy_id)
        .where(standing(selection, source, copy))
    )


# A statement may name these in several places; one object is one table of it.
@lru_cache(maxsize=8)
def _kept(selection: Selection) -> FromClause:
    return kept(selection).cte("kept")


def articles(selection: Selection) -> Ids:
    """The ids of the articles that stay."""
    if selection.whole:
        return select(ARTICLE.c.id)
    edges = _kept(selection)
    parts = [
        select(edges.c.copy_id.label("id")),
        select(edges.c.source_id).where(edges.c.source_id.is_not(None)),
    ]
    if not selection.of_edges:
        parts.append(select(ARTICLE.c.id).where(*_alone(selection)))
    return union(*parts)


def among(selection: Selection, ids: Collection[str]) -> Select[Any]:
    """Those of some articles that stay; it looks at them and their edges alone."""
    rows = select(ARTICLE.c.id).where(ARTICLE.c.id.in_(ids))
    if selection.whole:
        return rows
    source, copy = ARTICLE.alias("among_source"), ARTICLE.alias("among_copy")
    edge = REPUBLICATION.c
    edges = (
        select(edge.id)
        .outerjoin(source, source.c.id == edge.source_id)
        .join(copy, copy.c.id == edge.copy_id)
        .where(standing(selection, source, copy))
    )
    stays = [
        edges.where(end == ARTICLE.c.id).correlate(ARTICLE).exists()
        for end in (edge.copy_id, edge.source_id)
    ]
    alone = [] if selection.of_edges else [and_(*_alone(selection))]
    return rows.where(or_(*stays, *alone))


def _alone(selection: Selection) -> list[ColumnElement[bool]]:
    """What holds for an article that fits every filter itself."""
    holds = _dated(selection, ARTICLE)
    if selection.outlets:
        holds += _of_outlets(selection, ARTICLE)
    if selection.languages:
        holds.append(ARTICLE.c.language.in_(selection.languages))
    if selection.story is not None:
        holds.append(ARTICLE.c.story == selection.story)
    if selection.around:
        holds.append(ARTICLE.c.id.in_(select(_near(selection).c.id)))
    return holds


def has_article(
    column: ColumnElement[Any], selection: Selection
) -> list[ColumnElement[bool]]:
    """What holds where a column has the id of an article that stays."""
    return [] if selection.whole else [column.in_(articles(selection))]


def outlets(selection: Selection) -> Ids:
    """The keys of the outlets of what stays, those that are only credited too."""
    keys = select(ARTICLE.c.outlet_key.label("key")).where(
        ARTICLE.c.outlet_key.is_not(None), *has_article(ARTICLE.c.id, selection)
    )
    return union(keys, credited(selection))


def credited(selection: Selection) -> Select[Any]:
    """The keys of outlets that copies credit with no article of theirs known."""
    edges = kept(selection).subquery("credited")
    return (
        select(edges.c.source_outlet.label("key"))
        .where(edges.c.source_id.is_(None), edges.c.source_outlet.is_not(None))
        .distinct()
    )


def authors(selection: Selection) -> Select[Any]:
    """The keys of the authors of the articles that stay."""
    return (
        select(BYLINE.c.author_key.label("key"))
        .where(*has_article(BYLINE.c.article_id, selection))
        .distinct()
    )


@lru_cache(maxsize=8)
def _near(selection: Selection) -> FromClause:
    """The ids of the articles near some nodes, along republications that fit."""
    edge = REPUBLICATION.c
    begin = _begin(selection).subquery("begin")
    near = select(begin.c.id, begin.c.hops).cte("near", recursive=True)
    step = (
        select(
            case((edge.source_id == near.c.id, edge.copy_id), else_=edge.source_id),
            near.c.hops + 1,
        )
        .join(
            REPUBLICATION, or_(edge.source_id == near.c.id, edge.copy_id == near.c.id)
        )
        .where(
            near.c.hops < selection.depth,
            edge.source_id.is_not(None),
            fitting(selection),
        )
    )
    return near.union(step)


def _begin(selection: Selection) -> Ids:
    """The articles that hops are counted from, and those that come a hop behind."""
    keys: dict[str, list[str]] = {"article": [], "outlet": [], "author": []}
    for node in selection.around:
        kind, _, key = node.partition(":")
        if kind not in keys:
            message = f"{node} is no id of an article, an outlet or an author"
            raise UsageError(message, subject=node)
        keys[kind].append(key)
    edge = REPUBLICATION.c
    own = or_(
        ARTICLE.c.id.in_(keys["article"]),
        ARTICLE.c.outlet_key.in_(keys["outlet"]),
        ARTICLE.c.id.in_(
            select(BYLINE.c.article_id).where(BYLINE.c.author_key.in_(keys["author"]))
        ),
    )
    credits_it = select(edge.copy_id, literal(1).label("hops")).where(
        edge.source_id.is_(None),
        edge.source_outlet.in_(keys["outlet"]),
        fitting(selection),
        literal(selection.depth) >= 1,
    )
    return union(select(ARTICLE.c.id, literal(0).label("hops")).where(own), credits_it)
