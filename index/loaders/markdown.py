"""`.md`: an article, with or without YAML front matter; the only file that imports PyYAML.

    ---
    title: "Ferry line opens"
    published: 2025-12-29         (or date)
    source_url: https://…         (or url)
    ---
    The body starts here.

Front matter that is not valid YAML is passed over with a note: the article below it is sound, and
a colon in an unquoted title is the commonest mistake there is.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from index.loaders.decoding import decode
from index.loaders.draft import Draft, Metadata, SourceFile, read_metadata
from index.loaders.reading import read_bytes
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_FRONT_MATTER = 65_536  # characters; PyYAML takes seconds for a megabyte
_END = r"[ \t]*(?:\r\n|\r|\n|\Z)"
_FRONT_MATTER = re.compile(rf"---{_END}(?P<yaml>.*?)(?<=[\r\n])(?:---|\.\.\.){_END}", re.DOTALL)
_FIRST_KEY = re.compile(r"(?:\s|#[^\r\n]*[\r\n])*(?:[\w-]+[ \t]*:(?:\s|\Z)|\Z)")


def load_markdown(file: SourceFile, limit: int) -> Iterator[Draft]:
    """Read one article of at most `limit` bytes; see `Loader`."""
    decoded = decode(read_bytes(file, limit), file.name)
    text = decoded.text
    found = _find(text)
    if found is None:
        yield Draft(file.file_id, text, Span(0, len(text)), Metadata(), notes=decoded.notes)
        return
    metadata, notes = _read_front_matter(found["yaml"])
    body = Span(found.end(), len(text))
    yield Draft(file.file_id, text, body, metadata, notes=decoded.notes + notes)


def with_front_matter(fields: Mapping[str, str], body: str) -> str:
    """A file that `load_markdown` reads: `fields` in their order, then `body`."""
    import yaml  # noqa: PLC0415  (see above)

    def quoted(value: str) -> str:
        # Quoted, so that who corrects a title with a colon in it need know nothing of YAML.
        return str(yaml.dump(value, default_style='"', allow_unicode=True, width=math.inf)).strip()

    block = "".join(f"{name}: {quoted(value)}\n" for name, value in fields.items())
    return f"---\n{block}---\n\n{body}\n"


def split_front_matter(text: str) -> tuple[Mapping[object, object], str]:
    """What the front matter of a file says, and what stands below it; {} where it says nothing."""
    found = _find(text)
    if found is None:
        return {}, text.strip()
    fields, _ = _fields(found["yaml"])
    return fields, text[found.end() :].strip()


def _find(text: str) -> re.Match[str] | None:
    found = _FRONT_MATTER.match(text, 0, _MOST_FRONT_MATTER)
    # Text between two rules, as some write it at the top of a page, is article text.
    return found if found is not None and _FIRST_KEY.match(found["yaml"]) else None


def _read_front_matter(block: str) -> tuple[Metadata, tuple[str, ...]]:
    fields, problems = _fields(block)
    metadata, notes = read_metadata(fields)
    return metadata, problems + notes


def _fields(block: str) -> tuple[Mapping[object, object], tuple[str, ...]]:
    """What a block of YAML says, and a note where it is none."""
    import yaml  # noqa: PLC0415  (a folder without .md does not pay 30 ms for it)

    try:
        # The base loader builds strings, lists and dicts only: as safe as SafeLoader, and "No"
        # stays a word, "2025-02-30" a string that dates.py can refuse instead of a ValueError.
        fields = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  (see above)
    except yaml.MarkedYAMLError as exc:
        line = "" if exc.problem_mark is None else f", line {exc.problem_mark.line + 2}"
        problem = f"{exc.problem or exc.context}{line}"
    except (yaml.YAMLError, RecursionError) as exc:
        problem = "it can't be parsed" if isinstance(exc, RecursionError) else str(exc)
    else:
        return (fields, ()) if isinstance(fields, dict) else ({}, ())  # nothing but comments
    reason = " ".join(problem.split())
    return {}, (f"its front matter is not valid YAML and was left out ({reason})",)
