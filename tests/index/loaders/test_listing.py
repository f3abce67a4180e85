from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.errors import FolderMissingError
from index.loaders.listing import list_files

KINDS = ".htm, .html, .json, .jsonl, .md and .txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Body.")


def refusals(folder: Path) -> dict[str, str]:
    return {skipped.path: skipped.reason for skipped in list_files(folder).refused}


def test_files_of_all_folders_are_listed_by_name(folder: Path) -> None:
    put(folder, "b.txt", "a/z.md", "a/y/x.HTML", "a.b.jsonl", "x.txt/inside.htm", "c.json")
    listing = list_files(folder)
    assert [file.name for file in listing.files] == [
        *("a.b.jsonl", "a/y/x.HTML", "a/z.md", "b.txt", "c.json", "x.txt/inside.htm"),
    ]
    assert [file.file_id for file in listing.files] == [
        *("a.b", "a/y/x", "a/z", "b", "c", "x.txt/inside"),
    ]
    assert all(file.path == folder / file.name for file in listing.files)
    assert listing.refused == ()


def test_hidden_files_and_articles_toml_are_passed_over_in_silence(folder: Path) -> None:
    put(folder, ".DS_Store", ".git/a.txt", "sub/.a.txt", "articles.toml")
    listing = list_files(folder)
    assert (listing.files, listing.refused) == ((), ())


def test_a_file_of_an_unknown_kind_is_refused_with_the_kinds_that_are_known(folder: Path) -> None:
    put(folder, "a.pdf", "LICENSE", "a.txt~", "sub/articles.toml")
    assert refusals(folder) == {
        "LICENSE": f"has no suffix; Dateline reads {KINDS}",
        "a.pdf": f"is a .pdf; Dateline reads {KINDS}",
        "a.txt~": f"is a .txt~; Dateline reads {KINDS}",
        "sub/articles.toml": "is only read at the top of the articles folder",
    }


def test_links_are_followed_only_to_files_of_the_folder_not_read_otherwise(folder: Path) -> None:
    put(folder, "real.txt", ".hidden/kept.txt")
    put(folder.parent, "outside.txt", "other/b.txt")
    for name, target in {
        "again.txt": folder / "real.txt",
        "kept.txt": folder / ".hidden" / "kept.txt",
        "out.txt": folder.parent / "outside.txt",
        "dots.txt": Path("../outside.txt"),
        "through.txt": folder / "out.txt",
        "nowhere.txt": folder / "gone.txt",
        "loop.txt": folder / "loop.txt",
        "outdir": folder.parent / "other",
        "to-folder.txt": folder,
    }.items():
        (folder / name).symlink_to(target)
    assert [file.name for file in list_files(folder).files] == ["kept.txt", "real.txt"]
    out = "is a symbolic link that leads out of the articles folder"
    nowhere = "is a symbolic link that leads nowhere"
    assert refusals(folder) == {
        "again.txt": "is a symbolic link to real.txt, which is read already",
        "dots.txt": out,
        "loop.txt": nowhere,
        "nowhere.txt": nowhere,
        "out.txt": out,
        "outdir": out,
        "through.txt": out,
        "to-folder.txt": "is a symbolic link to a folder; only the folder itself is read",
    }


def test_the_folder_itself_may_be_a_link(folder: Path) -> None:
    put(folder, "a.txt")
    (folder / "b.txt").symlink_to("a.txt")
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert [file.name for file in list_files(link).files] == ["a.txt"]


def test_a_pipe_is_refused_and_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert refusals(folder) == {"pipe.txt": "is not a regular file"}


def test_a_name_that_breaks_a_line_of_output_is_refused_and_shown_escaped(folder: Path) -> None:
    put(folder, "two\nlines.txt")
    try:
        (folder / os.fsdecode(b"latin-\xe9.txt")).write_text("Body.")
    except OSError:  # macOS takes no such name
        pytest.skip("this file system keeps names in Unicode only")
    reason = "has a name with characters that can't be printed"
    assert refusals(folder) == {"two\\nlines.txt": reason, "latin-\\udce9.txt": reason}


def test_a_missing_folder_is_an_error_that_names_the_cure(folder: Path) -> None:
    put(folder, "a.txt")
    for missing in (folder / "gone", folder / "a.txt"):
        with pytest.raises(FolderMissingError, match="is not a folder; put articles there"):
            list_files(missing)
