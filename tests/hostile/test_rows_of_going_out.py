"""F-54 to F-60: what goes out steers no program that reads it."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import networkx as nx
import pytest
from lxml import html

from cli.main import COMMANDS, run
from cli.output import printable
from graph.export import FORMATS, Format, graphml, jsonl, write_file
from graph.model import Credit, Overlap
from graph.parts import Edge, Node, Value
from graph.text import clean
from tests.graph.small_store import Small
from tests.hostile.bounds import within_bounds
from tests.hostile.row import Row
from tests.hostile.rows_store import GOING_OUT

_ROOT = Path(__file__).parents[2]
A = "https://alpha.example/a"
B = "https://beta.example/b"
ESCAPES = "\x1b]0;owned\x07 \x1b[2J\x9b31m \u202eleaves"
HOSTILE = f"<script>alert(1)</script> </script>\u2028 {ESCAPES} javascript:alert(2)"
_SIGNS = (
    '"',
    "-",
    "*",
    "%",
    "_",
    "NEAR(",
    "' OR 1=1 --",
    "x; DROP TABLE article",
    "\0",
)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Small]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHENCE_DB", raising=False)
    small = Small(tmp_path / "whence.db")
    words = f"The ferry has left the harbour. {HOSTILE} Nobody was on its deck. " * 9
    fields: dict[str, Any] = {"text": words, "authors": [f"Ann {HOSTILE}", "=1+1"]}
    a = small.article(A, "2022-02-18", headline=HOSTILE, **fields)
    b = small.article(B, "2022-02-16", headline="=HYPERLINK(1)", **fields)
    shares = Overlap(of_original=1.0, of_copy=1.0, words=90)
    small.edge(a, b, overlap=shares, quote=HOSTILE, credit=Credit.NAMED)
    small.story(a, b)
    yield small
    small.store.close()


@pytest.mark.parametrize("row", GOING_OUT, ids=lambda row: f"{row.id} {row.name}")
def test_what_goes_out(
    row: Row, small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    with within_bounds(row):
        assert CASES[row.name](small, capsys) == row.expected


Captured = pytest.CaptureFixture[str]


# F-54


def controls(_small: Small, _said: Captured) -> str:
    headline = f"a\0b\x0b{ESCAPES}\ud800\ufffe"
    wild: dict[str, Value] = {"kind": "article", "headline": headline, "words": 3}
    nodes = [
        Node(id="article:1", attributes=wild),
        Node(id="outlet:\x01", attributes={}),
    ]
    edge: dict[str, Value] = {"id": "e", "quote": HOSTILE, "declared": True, "count": 2}
    edges = [Edge(source="article:1", target="outlet:\x01", attributes=edge)]
    file = io.BytesIO()
    graphml.write_graph(file, nodes, edges, view="full")
    graph = nx.read_graphml(io.BytesIO(file.getvalue()), force_multigraph=True)
    assert graph.nodes["article:1"] == wild | {"headline": clean(headline)}
    ((_, target, read),) = graph.edges(data=True)
    assert target == "outlet:"
    assert read == edge | {"quote": clean(HOSTILE)}
    line = jsonl.encoded({"a": [wild, None, ("x", 1)], "b": math.nan})
    back = json.loads(line, parse_constant=pytest.fail)
    cleaned = wild | {"headline": clean(headline)}
    assert back == {"a": [cleaned, None, ["x", 1]], "b": None}
    return "read back"


def numbers(_small: Small, _said: Captured) -> str:
    file = io.BytesIO()
    wild: dict[str, Value] = {"id": "e", "weight": math.nan, "of_copy": 1e-300}
    wild["lag_hours"] = -math.inf
    graphml.write_graph(
        file,
        [Node(id="a", attributes={"words": 10**30})],
        [Edge(source="a", target="a", attributes=wild)],
        view="full",
    )
    graph = nx.read_graphml(io.BytesIO(file.getvalue()), force_multigraph=True)
    assert graph.nodes["a"]["words"] == 10**30
    ((_, _, read),) = graph.edges(data=True)
    assert read == {"id": "e", "of_copy": 1e-300}
    return "read back"


# F-55


def fails(_connection: object, file: BinaryIO, _chosen: object) -> None:
    file.write(b"half")
    raise OSError(28, "No space left on device")


def failing(small: Small, _said: Captured) -> str:
    for name in FORMATS:
        target = Path(f"out.{name}")
        target.write_bytes(b"old")
        broken = Format(suffix=name, title="", write=fails)
        with pytest.raises(Exception, match="No space"), small.store.read() as found:
            write_file(found, target, broken)
        assert target.read_bytes() == b"old"
    assert not list(Path().glob("*.part")) + list(Path().glob(".*.part"))
    return "the old file"


_KILLED = """
import os, signal, sys
from graph.export import csv
csv.cell = lambda value: os.kill(os.getpid(), signal.SIGKILL)
from cli.main import run
run(["export", "out.csv"])
"""


def export_killed(small: Small, _said: Captured) -> str:
    small.store.close()
    target = Path("out.csv")
    target.write_bytes(b"old")
    done = python("-c", _KILLED)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"
    assert run(["-q", "export", "out.csv"]) == 0
    return "the old file" if target.read_bytes() != b"old" else "still old"


def python(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        input=given,
        capture_output=True,
        check=False,
        timeout=100,
    )


# F-56


def formulas(_small: Small, _said: Captured) -> str:
    assert run(["-q", "export", "out.csv"]) == 0
    with Path("out.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["copy_headline"] == "'=HYPERLINK(1)"
    assert float(row["lag_hours"]) == -48.0
    assert not any(cell[:1] in set("=+@\t\r") for cell in row.values())
    return "none is run, numbers stay"


# F-57


def paths(small: Small, _said: Captured) -> str:
    small.store.close()
    texts = ["../../x", "CON", "nul\0", "a" * 300, "/etc/passwd", "..\\..\\x"]
    lines = [
        {
            "outlet": name,
            "id": name,
            "headline": name,
            "text": f"Words of text {n}. " * 9,
        }
        for n, name in enumerate(texts)
    ]
    Path("list.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert python("-m", "cli.main", "-q", "ingest", "list.jsonl").returncode == 0
    assert run(["-q", "export", "out.jsonl"]) == 0
    found = {path.name for path in Path().rglob("*") if path.is_file()}
    known = {"whence.db", "whence.db-wal", "whence.db-shm", "list.jsonl", "out.jsonl"}
    archive = [path.name for path in Path("whence-warc").iterdir()]
    assert all(
        name.startswith("whence-") and name.endswith(".warc.gz") for name in archive
    )
    assert found - known == set(archive)
    assert not (Path.cwd().parent / "x").exists()
    return "no file but ours"


# F-58, F-59


def compared(_small: Small, _said: Captured) -> str:
    assert run(["-q", "compare", A, B, "--html", "out.html"]) == 0
    text = Path("out.html").read_text("utf-8")
    tree = html.fromstring(text)
    elements = list(tree.iter("*"))
    assert not any(one.tag == "script" for one in elements)
    attributes = [(name, told) for one in elements for name, told in one.items()]
    assert not any(str(name).startswith("on") for name, _ in attributes)
    links = [str(told) for name, told in attributes if name in {"href", "src"}]
    assert all(link.startswith(("https://", "http://", "#")) for link in links)
    assert any("default-src 'none'" in told for _, told in attributes)
    assert "alert(1)" in text
    assert not set("\x1b\x9b\x07\u202e\u2028") & set(text)
    return "escaped"


def other_html(_small: Small, _said: Captured) -> str:
    """No format and no command writes a page, but for ``compare --html``."""
    names = {name for name, _ in COMMANDS}
    return (
        "none"
        if not {"html", "htm"} & set(FORMATS) and "serve" not in names
        else "some"
    )


_LISTENING = """
import sys

heard = []

def listen(event, given):
    # A library asks at its import whether there is IPv6, at no port.
    if event == "socket.bind" and isinstance(given[1], tuple) and given[1][1]:
        heard.append(given[1])

sys.addaudithook(listen)
from cli.main import run
for arguments in sys.stdin.read().splitlines():
    run(arguments.split())
print(heard, file=sys.stderr)
"""


def listening(small: Small, _said: Captured) -> str:
    small.store.close()
    asked = "\n".join(" ".join(one) for one in (*ASKED, ["export", "x.graphml"]))
    done = python("-c", _LISTENING, given=asked.encode())
    assert done.stderr.splitlines()[-1] == b"[]"
    return "nothing"


# F-60

ASKED = (
    ["reposts", A],
    ["origin", B],
    ["chain", A],
    ["compare", A, B],
    ["evidence", B],
    ["outlet", "alpha.example"],
    ["author", "=1+1"],
    ["outlets"],
    ["authors"],
    ["stories"],
    ["stats"],
)


def signs(_small: Small, said: Captured) -> str:
    for sign in _SIGNS:
        for command in ("outlet", "author", "reposts", "origin", "chain", "evidence"):
            assert run([command, "--", sign]) in {0, 3}
        assert run(["outlets", "--sort", sign]) == 2
        assert "Traceback" not in said.readouterr().err
    assert run(["-q", "stats"]) == 0
    return "answered or unknown"


def escapes(_small: Small, said: Captured) -> str:
    for arguments in ASKED:
        for more in ([], ["--json"]):
            assert run([*arguments, *more]) == 0, arguments
            told = said.readouterr()
            for text in (told.out, told.err):
                assert text == "\n".join(map(printable, text.split("\n"))), arguments
    return "none"


_UNHEARD = """
import os, sys
from cli.main import run
for arguments in sys.stdin.read().splitlines():
    reading, writing = os.pipe()
    os.close(reading)
    os.dup2(writing, 1)
    os.close(writing)
    sys.stdout = open(1, "w", closefd=False)
    try:
        code = run(arguments.split())
    except SystemExit as left:
        code = left.code
    assert code in {0, 1}, (arguments, code)
"""


def unheard(small: Small, _said: Captured) -> str:
    small.store.close()
    lines = [" ".join(one) for one in ASKED] + [
        f"{' '.join(one)} --json" for one in ASKED
    ]
    lines += [f"export - --format {name}" for name in FORMATS]
    done = python("-c", _UNHEARD, given="\n".join(lines).encode())
    assert done.stderr == b""
    assert done.returncode == 0
    return "no word"


CASES: dict[str, Callable[[Small, Captured], str]] = {
    "control characters in every attribute": controls,
    "numbers that are none": numbers,
    "an export that fails": failing,
    "an export that is killed": export_killed,
    "formulas in headlines": formulas,
    "names that are paths": paths,
    "markup in two compared copies": compared,
    "HTML but for a comparison": other_html,
    "something that listens": listening,
    "signs of a query language": signs,
    "escapes in every answer": escapes,
    "nobody reads on": unheard,
}
