"""Writing files: whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import Connection

from graph.errors import UsageError, WhenceError
from graph.export import FORMATS, Format, format_of, write_file
from graph.selection import Selection
from tests.graph.small_store import Small


def test_a_format_is_known_by_the_suffix_or_by_its_name() -> None:
    assert format_of(FORMATS, "A.GraphML", None) is FORMATS["graphml"]
    assert format_of(FORMATS, "x.txt", "jsonl") is FORMATS["jsonl"]


def test_the_longest_suffix_counts() -> None:
    longer = Format(suffix="x.jsonl", title="", write=FORMATS["jsonl"].write)
    formats = {**FORMATS, "x.jsonl": longer}
    assert format_of(formats, "a.x.jsonl", None) is longer


def test_a_table_is_known_by_its_whole_name() -> None:
    assert format_of(FORMATS, "out/nodes.csv", None).suffix == "nodes.csv"
    assert format_of(FORMATS, "demo.edges.csv", None).suffix == "edges.csv"
    assert format_of(FORMATS, "my-nodes.csv", None).suffix == "csv"


def test_columns_that_a_format_does_not_have_are_refused() -> None:
    with pytest.raises(UsageError, match="has no columns for r: it has columns for"):
        FORMATS["nodes.csv"].named_for("r")
    with pytest.raises(UsageError, match="its columns are fixed"):
        FORMATS["graphml"].named_for("gephi")


@pytest.mark.parametrize(
    "path, name", [("a.xls", None), ("a", None), ("a.jsonl", "no")]
)
def test_an_unknown_format_is_refused_with_a_list(path: str, name: str | None) -> None:
    with pytest.raises(UsageError, match=r"there are csv, dot, edges\.csv, edges"):
        format_of(FORMATS, path, name)


TEXTS = [name for name in FORMATS if not name.endswith("parquet")]


@pytest.mark.parametrize("name", TEXTS)
def test_every_format_of_text_writes_a_file_that_ends_with_a_line_end(
    name: str, tmp_path: Path
) -> None:
    small = Small(tmp_path / "small.db")
    small.article("https://alpha.example/a")
    target = tmp_path / f"out.{name}"
    with small.store.read() as connection:
        write_file(connection, target, FORMATS[name])
    small.store.close()
    assert target.read_bytes().endswith(b"\n")
    assert len(list(tmp_path.glob("*out*"))) == 1
    assert not list(tmp_path.glob("*.part"))


def fails(_connection: Connection, file: BinaryIO, _chosen: Selection) -> None:
    file.write(b"half")
    raise KeyboardInterrupt


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    small = Small(tmp_path / "small.db")
    target = tmp_path / "out.x"
    target.write_bytes(b"old")
    broken = Format(suffix="x", title="", write=fails)
    with pytest.raises(KeyboardInterrupt), small.store.read() as connection:
        write_file(connection, target, broken)
    small.store.close()
    assert target.read_bytes() == b"old"
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    small = Small(tmp_path / "small.db")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    with small.store.read() as connection:
        write_file(connection, tmp_path / "link.jsonl", FORMATS["jsonl"])
    small.store.close()
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").is_file()


def test_a_place_that_can_t_be_written_is_named(tmp_path: Path) -> None:
    small = Small(tmp_path / "small.db")
    target = tmp_path / "no" / "out.jsonl"
    with pytest.raises(WhenceError, match="can't be written"):  # noqa: SIM117
        with small.store.read() as connection:
            write_file(connection, target, FORMATS["jsonl"])
    small.store.close()
