"""What can go wrong in `index`, as one tree. Every message is a sentence a user can act on.

    DatelineError
    ├── ArticlesError             the articles folder, or a file in it
    │   ├── FolderMissingError
    │   ├── FolderUnwritableError
    │   ├── NoArticlesError
    │   ├── ArticlesLostError     so many are gone that someone has to confirm it
    │   ├── StoreInsideArticlesError
    │   ├── DuplicateIdError
    │   ├── MetadataError         articles.toml can't be read
    │   └── UnreadableArticleError   one file; a build skips it and says so
    ├── ModelError                the embedding model
    │   ├── ModelMissingError
    │   └── ModelUnsuitableError
    ├── StoreError                the index on disk
    │   ├── StoreMissingError
    │   ├── StoreMismatchError    built with another model, format or folder
    │   ├── StoreDamagedError
    │   ├── StoreUnwritableError  its folder can't hold an index
    │   ├── StoreBusyError        another process is building it
    │   ├── BuildRejectedError    what was built failed its test and never answers
    │   └── NoEarlierGenerationError   there is none to go back to
    ├── QuoteMismatchError        a quote that is not in its article: never sent
    ├── UnknownArticleError       no article has this id
    ├── TimeOptionError           days of publication that an option names
    │   ├── NoDateError
    │   └── NoDaysError           two options leave no day between them
    ├── QuestionSetError          a file of questions that can't be read
    ├── CatalogueError            the catalogue of issues can't be used
    ├── UnknownIssueError         no issue of the catalogue has this id
    ├── UnknownMomentError        no state of the ledger to compare with
    ├── ChartUnwritableError      a picture can't be written
    ├── FeedsFileError            the list of feeds can't be used
    ├── SeenFileError             what was read of feeds can't be kept in mind
    ├── WebSettingError           a setting for fetching that can't be
    └── WebError                  an address of the web
        ├── FetchError            nothing can be had from it, for now or for good
        │   ├── HostRefusedError  its host is none that may be spoken to
        │   └── NoTurnError       it was not asked yet
        └── NoArticleError        what it holds is no article

A class builds its own sentence, keeps the facts as attributes, and names the cure.
Errors of other libraries are translated in the one file that imports that library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class DatelineError(Exception):
    """Base of all errors that `index` raises on purpose."""


class ArticlesError(DatelineError):
    """The articles folder, or a file in it, can't be used."""


class FolderMissingError(ArticlesError):
    """The articles folder is not there, or is not a folder that can be listed."""

    def __init__(self, folder: Path, why: str = "is not a folder") -> None:
        super().__init__(
            f"{folder} {why}; put articles there, or name another folder with --articles DIR "
            "or ARTICLES_DIR"
        )
        self.folder = folder


class FolderUnwritableError(ArticlesError):
    """The articles folder can't be written to. `why` fits in brackets."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"{folder} can't be written to ({why}); make room there, let it be written to, or name "
            "another folder with --articles DIR or ARTICLES_DIR"
        )
        self.folder = folder
        self.why = why


class NoArticlesError(ArticlesError):
    """The folder holds nothing that can be indexed."""

    def __init__(self, folder: Path, skipped: int, suffixes: str) -> None:
        detail = f" ({skipped} skipped, see the lines above)" if skipped else ""
        super().__init__(
            f"{folder} holds no article that can be read{detail}; add {suffixes} files to it"
        )
        self.folder = folder
        self.skipped = skipped


class ArticlesLostError(ArticlesError):
    """Of `of` articles of the live index `lost` are gone: perhaps a folder that was not mounted."""

    def __init__(self, folder: Path, lost: int, of: int) -> None:
        super().__init__(
            f"{lost:,} of the {of:,} articles that answer now are gone from {folder}; if that is "
            "right, confirm it with: python -m index build --confirm-loss"
        )
        self.folder = folder
        self.lost = lost
        self.of = of


class StoreInsideArticlesError(ArticlesError):
    """The index would lie among the articles, and its own files be read as such."""

    def __init__(self, articles: Path, store: Path) -> None:
        super().__init__(
            f"the index folder {store} lies inside the articles folder {articles}; choose another "
            "place for one of them with --store DIR or --articles DIR"
        )
        self.articles = articles
        self.store = store


class DuplicateIdError(ArticlesError):
    """Two files would have one source file id."""

    def __init__(self, doc_id: str, first: str, second: str) -> None:
        super().__init__(
            f"{first} and {second} have the same id, {doc_id!r}; rename one of them "
            "(or change its 'id', for JSON)"
        )
        self.doc_id = doc_id
        self.first = first
        self.second = second


class MetadataError(ArticlesError):
    """`articles.toml` can't be read or says something it can't say."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class UnreadableArticleError(ArticlesError):
    """One article can't be read. `reason` is short and fits behind the file's name.

    `unread` says that the system refused its file, which may be over the next time.
    """

    def __init__(self, name: str, reason: str, *, unread: bool = False) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason
        self.unread = unread


class ModelError(DatelineError):
    """The embedding model can't be used."""


class ModelMissingError(ModelError):
    """The model is neither on disk nor to be had from a hub."""

    def __init__(self, model: str, detail: str) -> None:
        super().__init__(
            f"the embedding model {model!r} can't be loaded ({detail}); set EMBEDDING_MODEL to a "
            "folder or a hub name that can be reached, or unset it for the built-in model"
        )
        self.model = model


class ModelUnsuitableError(ModelError):
    """The model loads but does not give what the index needs."""

    def __init__(self, model: str, lacks: str) -> None:
        super().__init__(
            f"the embedding model {model!r} {lacks}; choose another with EMBEDDING_MODEL, or "
            "unset it for the built-in model"
        )
        self.model = model


class StoreError(DatelineError):
    """The index on disk can't be used."""


class StoreMissingError(StoreError):
    """There is no generation to load."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} has no index; build it with: python -m index build")
        self.folder = folder


class StoreMismatchError(StoreError):
    """The index was built with something else than what is asked for now."""

    def __init__(
        self,
        folder: Path,
        what: str,
        built_with: str,
        wanted: str,
        cure: str = "python -m index build",
    ) -> None:
        super().__init__(
            f"the index in {folder} was built with {what} {built_with}, not {wanted}; "
            f"rebuild it with: {cure}"
        )
        self.folder = folder
        self.what = what
        self.built_with = built_with
        self.wanted = wanted


class StoreDamagedError(StoreError):
    """A file of the index is missing or not what was written."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"the index file {path} {problem}; rebuild it with: python -m index build --full"
        )
        self.path = path
        self.problem = problem


class StoreUnwritableError(StoreError):
    """The index folder can't be made or written to. `why` fits in brackets."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"{folder} can't hold an index ({why}); make room there, let it be written to, or "
            "choose another folder with --store DIR or STORE_DIR"
        )
        self.folder = folder
        self.why = why


class StoreBusyError(StoreError):
    """Another process holds the build lock."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"another process is building the index in {folder}; wait until it has finished, "
            "or choose another folder with --store DIR"
        )
        self.folder = folder


class BuildRejectedError(StoreError):
    """What was built is not fit to answer; `why` says what is wrong with it."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the new index failed its test and is not used ({why}); build it anew with: "
            "python -m index build --full; if that fails too, look at the disk and the memory of "
            "this machine, and at EMBEDDING_MODEL"
        )
        self.why = why


class NoEarlierGenerationError(StoreError):
    """No generation before the live one is left, or none that is whole."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds no earlier index that is whole, so there is none to go back to; put "
            "the articles back as they were, and build the index anew with: python -m index build"
        )
        self.folder = folder


class QuoteMismatchError(DatelineError):
    """A quote differs from the characters of the article it names. Such a quote never leaves."""

    def __init__(self, doc_id: str, start: int, end: int) -> None:
        super().__init__(
            f"the quote from {doc_id} at {start}-{end} is not what the article says; "
            "rebuild the index with: python -m index build --full"
        )
        self.doc_id = doc_id
        self.start = start
        self.end = end


class UnknownArticleError(DatelineError):
    """No article of the index has this id."""

    def __init__(self, doc_id: str, similar: tuple[str, ...] = ()) -> None:
        listed = "list them with: python -m index show"
        hint = f"did you mean {', '.join(similar)}?" if similar else listed
        super().__init__(f"no article has the id {doc_id!r}; {hint}")
        self.doc_id = doc_id
        self.similar = similar


class TimeOptionError(DatelineError):
    """The options ask for days of publication that can't be."""


class NoDateError(TimeOptionError):
    """What an option was given is no date. `option` is its name as people write it."""

    def __init__(self, option: str, written: str) -> None:
        super().__init__(
            f"{option} is {written!r}, which is no date; write one like 2025-12-31, 2025-12 or "
            "'last week'"
        )
        self.option = option
        self.written = written


class NoDaysError(TimeOptionError):
    """Two options, with their dates, leave no day on which an article could be published."""

    def __init__(self, starts: str, ends: str) -> None:
        super().__init__(
            f"no day is within both {starts} and {ends}; take an earlier date for the first, a "
            "later one for the second, or leave one out"
        )
        self.starts = starts
        self.ends = ends


class QuestionSetError(DatelineError):
    """A file of questions can't be read."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class CatalogueError(DatelineError):
    """The catalogue of issues can't be used."""

    def __init__(self, path: object, line: int | None, problem: str, cure: str) -> None:
        where = f"{path}, line {line}" if line is not None else str(path)
        super().__init__(f"{where}: {problem}; {cure}")


class UnknownIssueError(DatelineError):
    """No issue of the catalogue has this id."""

    def __init__(self, issue: str, close: Sequence[str] = ()) -> None:
        meant = f"did you mean {' or '.join(close)}?" if close else "`issues --json` lists them all"
        super().__init__(f"there is no issue {issue!r}; {meant}")


class UnknownMomentError(DatelineError):
    """There is no state of the ledger to compare with."""


class ChartUnwritableError(DatelineError):
    """A picture can't be written where it was asked for."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} can't be written ({reason}); name another file")


class FeedsFileError(DatelineError):
    """The file that lists feeds can't be used."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} {problem}")
        self.path = path
        self.problem = problem


class SeenFileError(DatelineError):
    """The file that remembers what was read of feeds can't be used. `why` fits in brackets."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} can't be used ({why}); move it away, and articles that were read before are "
            "read once more"
        )
        self.path = path


class WebSettingError(DatelineError):
    """A setting for what is fetched from the web has a value that it can't have."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name} is {value!r}, but must be {wanted}")
        self.name = name


class WebError(DatelineError):
    """An address of the web gives no article. `why` is a clause that begins with "it" or "its"."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"{_shown(url)} was not added: {why}")
        self.url = url
        self.why = why

    @property
    def shown(self) -> str:
        """The address in one line, which may be cut."""
        return _shown(self.url)


class FetchError(WebError):
    """Nothing can be had from an address. `status` is what its server answered, if it did.

    `is_final` says that to ask again later would bring nothing else, as far as can be told: the
    address would have to be another, or its site, or who runs this program, change their mind.
    """

    def __init__(
        self, url: str, why: str, status: int | None = None, *, is_final: bool = False
    ) -> None:
        super().__init__(url, why)
        self.status = status
        self.is_final = is_final


class HostRefusedError(FetchError):
    """A host that may not be spoken to: ruled out, or not on the open internet."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(url, why, is_final=True)


class NoTurnError(FetchError):
    """An address was not asked, since so much else was to be read at its host, unless `why`."""

    def __init__(
        self, url: str, why: str = "so much else is to be read there that its turn didn't come"
    ) -> None:
        super().__init__(url, why)


class NoArticleError(WebError):
    """What an address holds is no article that could be quoted."""


def _shown(url: str, most: int = 200) -> str:
    """An address in one line, which may have come from anyone."""
    printable = "".join(char if char.isprintable() else "�" for char in url) or "An empty address"
    return printable if len(printable) <= most else f"{printable[: most - 1]}…"
