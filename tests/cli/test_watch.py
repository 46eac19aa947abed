"""``whence watch``, ``update``, ``history``: what people read, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cli.main import run
from graph.model import Article, Outlet
from graph.store import watched, write
from graph.store.engine import Store, open_store
from tests.graph.store.facts import article
from tests.graph.store.test_revisions import capture

URL = "https://herald.example/ferry"
NAME = "Harbour Herald"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHENCE_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    opened = open_store("whence.db")
    with opened.write() as connection:
        for number, title in enumerate(("The ferry", "The ferry, corrected")):
            taken = write.put_snapshot(connection, capture(number))
            page = _named(article(URL, "2022-02-18", headline=title), NAME)
            moment = datetime(2026, 1, 2, tzinfo=UTC)
            write.put_article(connection, page, now=moment, snapshot=taken)
        for host in ("one.example", "two.example"):
            page = _named(article(f"https://{host}/a"), "Twin Post")
            write.put_article(connection, page, now=moment)
        named = Outlet(key="name:paper-only", name="Paper Only")
        write.meet_outlet(connection, named)
    yield opened
    opened.close()


def _named(page: Article, name: str) -> Article:
    return replace(page, outlet=page.outlet and replace(page.outlet, name=name))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - any JSON
    code, out, _ = said(capsys, "--json", *arguments)
    assert code == 0
    return json.loads(out)


@pytest.mark.parametrize(
    "text, key, home",
    [
        ("news.example", "news.example", "https://news.example/"),
        ("http://news.example/a/b", "news.example", "http://news.example/"),
        ("blog.news.example", "news.example", "https://blog.news.example/"),
        ("medium.com/@ann", "medium.com/@ann", "https://medium.com/@ann"),
        (NAME, "herald.example", "https://herald.example/"),
        ("herald.example", "herald.example", "https://herald.example/"),
    ],
)
@pytest.mark.usefixtures("store")
def test_an_outlet_is_watched_as_people_name_it(
    capsys: pytest.CaptureFixture[str], text: str, key: str, home: str
) -> None:
    (one,) = answer(capsys, "watch", text)["watched"]
    assert (one["outlet"]["key"], one["home"]) == (key, home)
    assert answer(capsys, "watch")["watched"] == [one]


@pytest.mark.parametrize(
    "text, code, why",
    [
        ("Twin Post", 3, "one.example (Twin Post), two.example (Twin Post)"),
        ("Harbor Heralds", 3, "the nearest known: Harbour Herald"),
        ("Paper Only", 2, "known by name only; give its address"),
        ("file:///etc/hostname", 2, "not a site's address"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_is_not_clear_is_told_and_nothing_is_watched(
    capsys: pytest.CaptureFixture[str], text: str, code: int, why: str
) -> None:
    found, _, told = said(capsys, "watch", "news.example", text)
    assert (found, told.count("\n")) == (code, 1)
    assert why in told
    assert answer(capsys, "watch")["watched"] == []


def test_what_is_watched_is_listed(
    capsys: pytest.CaptureFixture[str], store: Store
) -> None:
    assert "No outlet is watched" in said(capsys, "watch")[1]
    said(capsys, "watch", NAME, "news.example")
    with store.write() as connection:
        watched.begun(
            connection, "herald.example", now=datetime(2026, 1, 1, tzinfo=UTC)
        )
    _, out, _ = said(capsys, "watch")
    head, herald, news = out.splitlines()
    assert head.split() == "added last update feeds sitemaps new changed outlet".split()
    assert herald.split()[1:6] == ["2026-01-01T00:00", "0", "0", "1", "1"]
    assert "Harbour Herald, https://" in herald
    assert news.split()[1:] == ["never", "0", "0", "0", "0", "https://news.example/"]


@pytest.mark.usefixtures("store")
def test_what_is_removed_is_watched_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "watch", NAME)
    assert said(capsys, "watch", "--remove", "herald.example")[0] == 0
    assert answer(capsys, "watch")["watched"] == []
    code, _, why = said(capsys, "watch", "--remove", NAME)
    assert (code, why) == (
        3,
        "whence: herald.example is not watched; see: whence watch\n",
    )
    assert said(capsys, "watch", "--remove")[0] == 2


@pytest.mark.usefixtures("store")
def test_an_update_needs_a_watched_outlet(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, why = said(capsys, "update")
    assert (code, "no outlet is watched" in why) == (2, True)
    said(capsys, "watch", NAME)
    assert said(capsys, "update", "news.example")[0] == 3
    assert said(capsys, "update", "--since", "soon")[0] == 2


@pytest.mark.usefixtures("store")
def test_a_history_tells_what_changed_and_where_it_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = said(capsys, "history", URL)
    assert code == 0
    assert "1  changed by 2026-01-02 04:04" in out
    assert "- The ferry\n     + The ferry, corrected" in out
    assert "1 change" in out
    (revision,) = answer(capsys, "history", URL)["revisions"]
    assert [change["field"] for change in revision["changes"]] == ["headline"]


@pytest.mark.usefixtures("store")
def test_an_article_that_never_changed_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "No change is known." in said(capsys, "history", "https://one.example/a")[1]
    assert said(capsys, "history", "https://one.example/none")[0] == 3
