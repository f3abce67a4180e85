"""Bytes to text: UTF-8, else what a byte order mark says, else what fits the bytes best.

charset-normalizer measures how messy each candidate reads. Alone it misread 40 of 150 English
news articles in windows-1252 (as a DOS code page, a Mac's or Chinese) and Turkish in windows-1254.
So it is asked about the encodings that text is really kept in, for mostly ASCII bytes about those
of Latin letters, and near ties go to the one whose accented letters are those of one language, then
to the more common one. That reads all 150 right.

No line end is touched, nothing is replaced: text is what the bytes say, or it is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import UnreadableArticleError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

# The legacy encodings of the WHATWG Encoding Standard that Python knows, the most common first.
_LATIN = ("cp1252", "cp1254", "cp1250", "cp1257", "iso8859_2", "mac_roman")
_OTHERS = (
    *("cp1251", "cp1256", "cp1255", "cp1253", "cp1258", "cp874", "koi8_r"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
# The letters beyond a-z of one language each. Icelandic is left out on purpose: its ð, þ and ý are
# where Turkish keeps ğ, ş and ı, and its other accents give it to windows-1252 all the same.
_ALPHABETS = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        *("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "àèéìîòóùª", "ãáàâçéêíóôõúü"),
        *("åäöéæø", "çğışöüâîûİ", "ąćęłńóśźż", "áäčďéěíĺľňóôřŕšťúůýž", "áéíóöőúüű"),
        *("ăâîşţșț", "čćđšž", "āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž"),
    )
)
_LATIN_ENDS = "\u0250"  # where the Latin letters of European languages end
_COMMON_SIGNS = frozenset("\u00a0\u00ad«»¿¡°§©®·£¥½ªº²")
_NEAR_TIE = 0.2  # difference in "chaos" (0 to 1), which quotation marks alone raise that far
_MOSTLY_ASCII = 0.25  # share of bytes; Turkish has 0.13 beyond ASCII, Russian 0.8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b]")
_ASCII = bytes(range(128))
_MOST_CONTROLS = 0.1  # share of control characters above which bytes are no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark, and a note if it was not UTF-8."""

    text: str
    notes: tuple[str, ...]


def decode(content: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode a file; `declared` is the encoding it names itself, tried after UTF-8.

    Raises UnreadableArticleError for binary content and where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            decoded = _decode_marked(content[len(mark) :], name, encoding)
            break
    else:
        if b"\0" in content:
            raise UnreadableArticleError(name, "is binary (it holds null bytes)")
        decoded = _decode_unmarked(content, name, declared)
    controls = len(_CONTROLS.findall(decoded.text))
    if controls > _MOST_CONTROLS * len(decoded.text) or "\0" in decoded.text:
        raise UnreadableArticleError(name, "is binary (it holds control characters)")
    return decoded


def _decode_marked(content: bytes, name: str, encoding: str) -> Decoded:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as exc:
        raise UnreadableArticleError(
            name, f"is marked as {_family(encoding)} but is not; save it again as UTF-8"
        ) from exc
    return Decoded(text, () if encoding == "utf-8" else (_note(_family(encoding)),))


def _decode_unmarked(content: bytes, name: str, declared: str | None) -> Decoded:
    try:
        return Decoded(content.decode("utf-8"), ())
    except UnicodeDecodeError as exc:
        if _is_mostly_utf8(content):
            raise UnreadableArticleError(
                name, f"is UTF-8 with a broken byte at {exc.start:,}; save it again as UTF-8"
            ) from exc
    if declared is not None:
        decoded = _decode_declared(content, declared)
        if decoded is not None:
            return decoded
    match = _best_match(content)
    if match is None:
        raise UnreadableArticleError(
            name, "can't be decoded (neither UTF-8 nor any other encoding fits)"
        )
    return Decoded(content.decode(match), (_note(match),))


def _is_mostly_utf8(content: bytes) -> bool:
    """Tell damaged UTF-8 from other encodings, which hardly ever form its sequences by chance.

    Without this, one bad byte would turn every curly quote of the file into three wrong letters.
    """
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - broken >= broken


def _decode_declared(content: bytes, declared: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(declared).name
        if encoding.startswith("utf"):
            return None  # the declaration could not have been read if it were true
        # Browsers read pages that say Latin-1 as windows-1252, so pages say Latin-1 and mean that.
        encoding = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(encoding, encoding)
        return Decoded(content.decode(encoding), (_note(encoding),))
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None  # an unknown name, a codec that is not for text, or bytes that do not fit


def _best_match(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (30 ms; most folders are UTF-8)

    beyond_ascii = len(content.translate(None, delete=_ASCII))
    candidates = _LATIN if beyond_ascii < _MOSTLY_ASCII * len(content) else _LATIN + _OTHERS
    matches = list(from_bytes(content, cp_isolation=list(candidates)))
    if not matches:
        return None
    least = min(match.chaos for match in matches)
    near = [match for match in matches if match.chaos <= least + _NEAR_TIE]
    latin = [match for match in near if _is_latin(str(match))]
    best = max(latin, key=lambda match: (_fit(str(match)), -_rank(match)), default=matches[0])
    return (_LATIN + _OTHERS)[_rank(best)]


def _rank(match: CharsetMatch) -> int:
    """The place among all candidates of the commonest encoding that gives this very text."""
    known = _LATIN + _OTHERS
    return min(known.index(name) for name in match.could_be_from_charset if name in known)


def _is_latin(text: str) -> bool:
    return not any(char.isalpha() and not "\0" <= char < _LATIN_ENDS for char in text)


def _fit(text: str) -> float:
    """The largest share that one language has in the marks beyond ASCII, 0 to 1.

    Signs that stand in no text, such as the "³" and "¹" of misread Polish, belong to none.
    """
    marks = [char for char in text if "\x80" <= char < _LATIN_ENDS and char not in _COMMON_SIGNS]
    if not marks:
        return 1.0
    return max(sum(char in letters for char in marks) for letters in _ALPHABETS) / len(marks)


def _family(encoding: str) -> str:
    return encoding.upper().removesuffix("-LE").removesuffix("-BE")


def _note(encoding: str) -> str:
    return f"is not UTF-8; read as {encoding}"
