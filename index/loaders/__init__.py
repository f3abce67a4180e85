"""Articles in: one file a format, and the table that says which suffix is whose.

    folder.py     which files there are; the whole way of a file to an Article
      LOADERS     suffix ─▶ loader: SourceFile ─▶ Drafts (text, body, metadata as written)
        reading.py, decoding.py      bytes within the size limit; bytes ─▶ text
      overrides.py                   articles.toml, which has the last word on metadata
      assembly.py                    Draft ─▶ Article
        dates.py, datelines.py, headline.py

A new format is one file here and one line in LOADERS.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from index.loaders.draft import Loader
from index.loaders.html_page import load_html_page
from index.loaders.json_lines import load_json_lines
from index.loaders.json_object import load_json_object
from index.loaders.markdown import load_markdown
from index.loaders.plain_text import load_plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LOADERS", "Loader"]

LOADERS: Mapping[str, Loader] = MappingProxyType(
    {
        ".htm": load_html_page,
        ".html": load_html_page,
        ".json": load_json_object,
        ".jsonl": load_json_lines,
        ".md": load_markdown,
        ".txt": load_plain_text,
    }
)
"""Suffix, in lower case, to the loader that reads such files."""
