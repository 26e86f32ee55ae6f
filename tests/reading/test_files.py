"""What find_files lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.reading import find_files, read_file
from onrecord.records import Unreadable


def names(sources: list[Path], root: Path) -> list[str]:
    return [Path(file.location).relative_to(root).as_posix() for file in find_files(sources)]


def test_a_folder_gives_its_files_sorted_whatever_order_they_were_made_in(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.json", "sub/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names([tmp_path], tmp_path) == ["a.html", "b.txt", "sub/a.txt", "sub/c.json"]


def test_hidden_files_and_folders_are_left_out_but_one_named_outright_is_not(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    (tmp_path / ".note.txt").write_text("x")
    (tmp_path / "page.txt").write_text("x")
    assert names([tmp_path], tmp_path) == ["page.txt"]
    assert names([tmp_path / ".note.txt"], tmp_path) == [".note.txt"]


def test_a_file_named_twice_is_listed_once(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("x")
    assert names([tmp_path, tmp_path / "page.txt", tmp_path], tmp_path) == ["page.txt"]


def test_a_ring_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "page.txt").write_text("x")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    assert names([tmp_path], tmp_path) == ["sub/page.txt"]


def test_a_source_that_does_not_exist_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file or folder"):
        find_files([tmp_path / "nowhere"])


def test_standard_input_comes_first(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("x")
    assert find_files([tmp_path, "-"])[0].is_standard_input


def test_a_file_of_unknown_kind_is_named_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (file,) = find_files([tmp_path])
    (entry,) = read_file(file)
    assert isinstance(entry, Unreadable)
    assert entry.reason == "unknown kind"
    assert ".jsonl" in entry.detail


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (file,) = find_files([tmp_path])
    (entry,) = read_file(file)
    assert isinstance(entry, Unreadable)
    assert entry.reason == "cannot be opened"


def test_a_name_that_is_no_valid_unicode_is_shown_in_valid_unicode(tmp_path: Path) -> None:
    location = bytes(tmp_path) + b"/caf\xe9.txt"
    with open(location, "wb") as stream:  # noqa: PTH123 (the name is made of bytes on purpose)
        stream.write(b"Words.")
    (file,) = find_files([tmp_path])
    file.path.encode("utf-8")
    (page,) = read_file(file)
    assert page.path.endswith("caf\\xe9.txt")


def test_a_file_called_like_standard_input_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "-").write_text("x")
    monkeypatch.chdir(tmp_path)

    for source in (".", "./-"):
        (file,) = find_files([source])
        assert not file.is_standard_input
        assert Path(file).is_file()


def test_up_behind_a_link_leads_where_the_system_goes(tmp_path: Path) -> None:
    (tmp_path / "far" / "sub").mkdir(parents=True)
    (tmp_path / "far" / "page.txt").write_text("the right one")
    (tmp_path / "page.txt").write_text("the wrong one")
    (tmp_path / "link").symlink_to(tmp_path / "far" / "sub")
    (file,) = find_files([f"{tmp_path}/link/../page.txt"])

    assert Path(file).read_text() == "the right one"
