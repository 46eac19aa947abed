"""Archives of any crawler: their pages, where they lie, and what is passed over."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from crawler.archived import items_of_archive
from crawler.item import Item
from crawler.items import items_in
from crawler.kept import item_of_snapshot
from crawler.reading import read_item
from graph.errors import InputError
from tests.crawler.warcs import (
    SITE,
    Warc,
    like_archivebox,
    like_browsertrix,
    like_wget,
    many,
    page,
)

NOWHERE = Path("nowhere")


def pages(path: Path, *, start: int = 0) -> list[Item]:
    """The pages of an archive, of which the last item is its end."""
    *items, end = items_of_archive(path, start=start)
    assert end.kind == "end"
    assert end.intake is not None
    assert end.intake.done
    return [item for item in items if item.kind == "html"]


def headline(item: Item) -> str:
    return read_item(item).headline


@pytest.mark.parametrize(
    "write, urls, numbers, lost",
    [
        (like_wget, ["1", "1?print"], [1, 1], 1),
        (like_browsertrix, ["2", "2"], [2, 2], 0),
        (like_archivebox, ["3", "4"], [3, 4], 0),
    ],
)
def test_pages_come_from_what_any_crawler_wrote(
    tmp_path: Path,
    write: Callable[[Path], Path],
    urls: list[str],
    numbers: list[int],
    lost: int,
) -> None:
    path = write(tmp_path / "a.warc.gz")
    found = pages(path)
    assert [(item.url or "").partition("#")[0] for item in found] == [
        f"{SITE}/{name}" for name in urls
    ]
    assert [headline(item) for item in found] == [
        f"The ferry of day {number} leaves pier {number * 7} early"
        for number in numbers
    ]
    assert list(items_of_archive(path))[-1].lost == lost


@pytest.mark.parametrize("write", [like_wget, like_browsertrix, like_archivebox])
def test_each_page_can_be_read_again_where_it_lies(
    tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    for item in pages(write(tmp_path / "a.warc.gz")):
        assert item.snapshot is not None
        assert item.snapshot.warc == str(tmp_path / "a.warc.gz")
        again = item_of_snapshot(item.snapshot, NOWHERE)
        assert again is not None
        assert read_item(again) == read_item(item)


def test_a_page_whose_bytes_are_others_by_now_is_not_read_again(tmp_path: Path) -> None:
    path = many(tmp_path / "a.warc.gz", 1)
    (item,) = pages(path)
    assert item.snapshot is not None
    many(path, 1, first=5)
    assert item_of_snapshot(item.snapshot, NOWHERE) is None
    path.unlink()
    assert item_of_snapshot(item.snapshot, NOWHERE) is None


def test_redirects_are_told(tmp_path: Path) -> None:
    items = items_of_archive(like_wget(tmp_path / "a.warc.gz"))
    (one,) = [item for item in items if item.kind == "redirect"]
    assert (one.url, one.label) == (f"{SITE}/old", f"{SITE}/1")


def wacz(path: Path, warc: Path, *, packing: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as file:
        file.writestr("datapackage.json", "{}")
        file.write(warc, "archive/data.warc.gz")
        file.write(warc, "indexes/not-one.warc.gz")
    return path


def test_a_wacz_is_pointed_into(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", many(tmp_path / "a.warc.gz", 3))
    found = pages(path)
    assert [item.url for item in found] == [f"{SITE}/{number}" for number in range(3)]
    assert found[2].snapshot is not None
    assert found[2].snapshot.warc == str(path)
    again = item_of_snapshot(found[2].snapshot, NOWHERE)
    assert again is not None
    assert headline(again) == headline(found[2])
    assert found[1].intake is not None
    assert len(pages(path, start=found[1].intake.offset)) == 1


def packed_whole(path: Path, how: str) -> Path:
    plain = many(path.with_name("plain.warc.gz"), 3)
    body = gzip.decompress(plain.read_bytes())
    if how == "zip":
        return wacz(path.with_suffix(".wacz"), plain, packing=zipfile.ZIP_DEFLATED)
    pack = gzip.compress if how == "gzip" else zstd.compress
    path.write_bytes(pack(body))
    return path


@pytest.mark.parametrize("how", ["gzip", "zstd", "zip"])
def test_what_is_packed_as_a_whole_is_copied_and_says_so(
    tmp_path: Path, how: str
) -> None:
    path = packed_whole(tmp_path / "a.warc.gz", how)
    found = pages(path)
    assert [item.snapshot for item in found] == [None] * 3
    assert [bool(item.doubt) for item in found] == [True, False, False]
    assert "packed as a whole" in found[0].doubt
    assert headline(found[2]).startswith("The ferry of day 2")
    # Stopped within it, all of it is taken in again.
    assert found[1].intake is not None
    assert len(pages(path, start=found[1].intake.offset)) == 3


def test_what_was_taken_in_is_passed_over_but_not_its_redirects(
    tmp_path: Path,
) -> None:
    path = like_wget(tmp_path / "a.warc.gz")
    first, second = pages(path)
    assert first.intake is not None
    assert second.intake is not None
    items = list(items_of_archive(path, start=first.intake.offset))
    assert [item.kind for item in items] == ["redirect", "html", "end"]
    assert items[1] == second
    later = list(items_of_archive(path, start=second.intake.offset))
    assert [item.kind for item in later] == ["redirect", "end"]


def test_a_file_that_was_written_anew_is_taken_from_its_start(tmp_path: Path) -> None:
    path = many(tmp_path / "a.warc.gz", 2)
    first, _ = pages(path)
    assert first.intake is not None
    assert len(pages(path, start=first.intake.offset)) == 1
    assert len(pages(path, start=first.intake.offset - 1)) == 2
    assert len(pages(path, start=10**9)) == 2


@pytest.mark.parametrize(
    "content, why",
    [
        (b"", "holds no records"),
        (b"\x28\xb5\x2f\xfdbroken", "is not a WARC file"),
        (b"PK\x03\x04broken", "can't be read"),
    ],
)
def test_what_is_no_archive_is_told_in_a_line(
    tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=why) as told:
        list(items_of_archive(path))
    assert "\n" not in str(told.value)


def test_a_zip_without_archives_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("datapackage.json", "{}")
    with pytest.raises(InputError, match="without WARC files"):
        list(items_in(path))


def test_a_page_that_states_no_type_is_known_by_its_markup(tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz")
    warc.answer(f"{SITE}/1", page(1), headers=[])
    warc.answer(f"{SITE}/2", b"no markup at all", headers=[])
    assert [item.url for item in pages(warc.close())] == [f"{SITE}/1"]
