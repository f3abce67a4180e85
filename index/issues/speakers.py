"""Where a sentence names who says it, and whether that is somebody with a name.

    "…, a senior ministry official told Radio Nord"     ─▶  "a senior ministry official"
    "According to Israeli media, …, citing a diplomat"  ─▶  "a diplomat": who is cited goes first

A speaker is told by the words around a verb of saying. An official is one, too, where the verb
tells of a stance: "An Israeli official linked the reopening to …".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.issues.records import Voice
from index.records import Span
from index.values.names import find_names

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WORDS: Final = 16
"""Words that name a speaker at most; what is longer was cut at the wrong place."""

LONGEST_OFFICE: Final = 80
"""Characters before "official" or the like that can belong to the office."""

PRONOUN: Final = re.compile(r"(?:he|she)$", re.IGNORECASE)

_SAYS: Final = (
    # Base forms only of verbs that are no nouns: "with every report" is nobody's word.
    r"(?:said|says?|told|tells?|stated|states|announced|announces|reported|reports|added|adds?"
    r"|warned|warns?|stressed|stresses|emphasi[sz]ed|insisted|insists?|claimed|claims|noted|notes"
    r"|confirmed|confirms?|denied|denies|deny|argued|argues?|wrote|writes|described|describes?"
    r"|declared|declares?|accused|accuses?|believes?|believed|admits?|admitted|indicated|indicates?"
    r"|acknowledged|acknowledges?|called(?! off)|calls(?! off)|urged|urges|vowed|vows|threatened"
    r"|complained|complains?|signal(?:l?ed|s)|expressed|expresses|informed|conveyed|predicted|blamed|blames"
    r"|replied|disputed|disputes|dismissed|demanded|demands|rejected|rejects?|estimates)"
)
_TELLS: Final = (
    rf"(?:{_SAYS}|linked|links?|tied|wants?|wanted|grown|refused?|refuses|opposed?|opposes"
    r"|cited?|cites|hinted|suggested|voiced|see|sees|saw|agreed?|fears?|feared)"
)
_GENERIC: Final = (
    r"(?:officials?|sources?|diplomats?|aides?|advis[eo]rs?|spokes(?:person|man|woman|people)"
    r"|officers?|leaders?|ministers?|lawmakers?|experts?|analysts?|witnesses|medics|mediators?"
    r"|negotiators?|envoys?|commanders?|authorities|persons?|people|media|reports?"
    r"|generals?(?! staff)|presidents?|premiers?|mayors?|governors?|secretar(?:y|ies)"
    r"|chiefs?|chief of staff|residents?|relatives|famil(?:y|ies)|doctors|rescuers|activists?"
    r"|critics?|protesters?|groups|agencies)"
)
_BODY: Final = (
    r"(?:military|army|government|ministry|office|police|movement|group|cabinet|administration"
    r"|delegation|parliament|council|committee|department|command|authority|wing|branch|staff"
    r"|forces|troops|union|agency|court|coalition)"
)
_OFFICE_NOUN: Final = (
    r"(?:officials?|sources?|diplomats?|aides?|advis[eo]rs?|spokes(?:person|man|woman|people)"
    r"|ministers?|mediators?|negotiators?|envoys?|commanders?|authorities|leaders?)"
)
_AUXILIARY: Final = (
    # No "was": who was told or accused says nothing.
    r"(?:has|have|had|also|later|previously|then|earlier|repeatedly|further|only"
    r"|reportedly|recently|still|all|again|never|[a-z]+ly)"
)
_SAID: Final = re.compile(
    rf"(?<![\s,])(?:,? (?:meanwhile|however|too|for its part))?"
    rf"(?:,?\s+{_AUXILIARY}){{0,3}},?\s+{_SAYS}\b(?! commitment)"
)
_DELIMITER: Final = re.compile(r"[;:“”\"()]")
_OFFICE_TELLS: Final = re.compile(
    rf"\b{_OFFICE_NOUN}(?: (?:close to|familiar with) (?:the )?\w+)?"
    rf"(?P<tells>(?:\s+{_AUXILIARY}){{0,3}}\s+{_TELLS})\b"
)
_WORDS_BEFORE: Final = re.compile(r"(?:[\w.’'-]+\s+){0,6}$")
_BEHIND: Final = re.compile(
    r"[,”\"]\s*(?:said|says?|added|told reporters|wrote|warned|stated)\s+"
    rf"(?P<who>(?:[A-Z]|an? |the |(?:[\w-]+ ){{0,3}}{_GENERIC}\b)[^;:“”\"()]*)"
)
_ACCORDING: Final = re.compile(r"\b[Aa]ccording to (?P<who>[^;:“”\"()]+)")
_CITED: Final = re.compile(
    rf"\b(?:[Cc]iting|cited|[Qq]uoting|quoted) (?P<who>[^;:“”\"(),]*?\b{_GENERIC}\b)"
)
_OPENER: Final = re.compile(
    r"(?:(?:However|Meanwhile|Still|Instead|Separately|But|And|While|Although|Though|Yet|Also)\b,?\s*"
    r"|(?:Despite|In|On|At|During|After|Before|Since|Under|For|Earlier|Late|Last|As|Speaking"
    r"|Asked|Addressing|Citing|Quoting|Responding|According to)\b[^,]*,\s*"
    r"|Earlier \w+,\s*|[A-Z][A-Za-z/ .-]+(?:\([^)]*\))?(?:, [A-Z][a-z]+ \d+)?\s*[-–—]+\s+)"
)
_JOINED: Final = re.compile(
    r".*\b(?:that|while|but|as|although|though|because|where)\s+(?=\S)", re.DOTALL
)
_APPOSITION: Final = re.compile(
    r",\s(?:an?|the|head|chief|former|deputy|spokes\w+|whose|who|which|president|leader|director|co-\w+)\b"
)
_OWN_OFFICE: Final = re.compile(r",\s[A-Z][\w.-]*['’]s?\s[a-z]")
_ASIDE: Final = re.compile(
    r",\s(?:speaking|asked|citing|quoting|writing|responding|referring|in|on|at|during|after|loyal)\b"
    r"[^,]*$"
)
_NAME_BEFORE: Final = re.compile(r"[A-Z][\w.’'-]*(?: \d+)?$")
_ONLY_NAME: Final = re.compile(r",(?: (?:[A-Z][\w.’'-]*|de|bin|al-\w+|el-\w+|van|von))+$")
_OFFICE_BEFORE: Final = re.compile(rf"\b{_GENERIC}(?: (?:of|for|to|in|at) (?:the )?[\w’' -]+)?$")
_BEGINS: Final = re.compile(r"\W*(?:(?:But|And|Still|Yet|Meanwhile|However)\b)?\W*")
_NOUN_BEFORE: Final = re.compile(rf"(?:an?|the) (?!\w*{_GENERIC})[a-z]+ (?=[A-Z])")
_LINE: Final = re.compile(r".*\n\s*(?=[A-Z])", re.DOTALL)
_DASH: Final = re.compile(r".*(?:^|\s)[-–—]+\s+", re.DOTALL)
_OUTER: Final = "," + "".join(filter(str.isspace, map(chr, range(0x3001))))
_LOOSE: Final = re.compile(
    rf"(?:\s+(?:{_AUXILIARY}|eager to|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))+$"
)
_BEHIND_ENDS: Final = re.compile(
    r",?\s(?:that|who|which|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|indicating|saying"
    r"|suggesting|on (?:X|Twitter|Telegram|Facebook|Truth Social|television)\b"
    r"|in an? \w+|told|said|as|while|after|before)\b.*$|[.!?,]*\s*$",
    re.DOTALL,
)
_NO_SPEAKER: Final = re.compile(
    r"\b(?:it|they|we|I|you|this|that|which|who|what|the|an?|is|are|was|were|be|been|being)$"
    r"|^(?:in|on|at|by|with|during|after|before|since|under)\b"
    r"|^(?:(?!\bwho\b)[^,])*\b(?:is|are|was|were|will|would|has|have|had)\b"
    r"|^(?:the )?(?:second |first |next )?(?:plan|deal|agreement|phase|issue|talks|truce|ceasefire"
    r"|resolution|text|draft|proposal|violations?)\b|['’]s?$|^(?:these|those|there|delays?)\b",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    # What stands before an office, and what follows "for" or "of" behind it, names nobody.
    rf"(?:[\w.’'-]+\s+)*?\b{_GENERIC}\b(?:\s+(?:for|of|at|in|to|from|close|familiar|with|briefed)\b.*)?"
)
_MEDIA: Final = re.compile(
    r"\b(?:media|[Cc]hannel|[Rr]adio|television|TV|newspapers?|daily|reports?|news agenc(?:y|ies)"
    r"|outlets?|broadcaster|Times|Post|News|Axios|Reuters|Haaretz|Jazeera|Ahronoth)\b"
)
_OFFICE: Final = re.compile(r"\b(?:officials?|sources?|spokes\w+|ministers?|envoys?|diplomats?)\b")


def find_speaker(text: str) -> Span | None:
    """Where a sentence names who says it; a person goes before the medium that reports it."""
    found = list(_candidates(text))
    people = (span for span in found if not is_medium(text[span.start : span.end]))
    return next(people, found[0] if found else None)


def is_medium(words: str) -> bool:
    """Whether a speaker is one that passes on what others say: "Channel 12", "media reports"."""
    return bool(_MEDIA.search(words)) and not _OFFICE.search(words)


def names_in(words: str) -> str:
    """What of a speaker's words can be the name: "Ada Lund" of "the mayor, Ada Lund"."""
    head, comma, rest = words.partition(",")
    return rest.strip() if _ONLY_NAME.match(comma + rest) else head


def voice_of(words: str) -> Voice:
    """Whether `words`, which name a speaker, name a person or body, or only an office."""
    head = names_in(words)
    head = head[:1].lower() + head[1:]  # "Officials" may begin a sentence
    if PRONOUN.match(words) or not re.search(rf"\b{_GENERIC}\b", head):
        return Voice.NAMED
    rest = _HEAD.sub(" ", head)
    return Voice.NAMED if find_names(rest.strip()) else Voice.UNNAMED


def _candidates(text: str) -> Iterator[Span]:
    for match in _CITED.finditer(text):
        yield from _trimmed(text, Span(*match.span("who")))
    for pattern in (_BEHIND, _ACCORDING):
        for match in pattern.finditer(text):
            who = Span(*match.span("who"))
            if _BEGINS.fullmatch(text, 0, match.start()):
                # The sentence itself follows the comma: "According to Hamas, the search goes on."
                yield from _trimmed(text, Span(who.start, who.start + _length_to_comma(text, who)))
            else:
                yield from _trimmed(text, _without_rest(text, who))
    for match in _SAID.finditer(text):
        opened = max((m.end() for m in _DELIMITER.finditer(text, 0, match.start())), default=0)
        yield from _trimmed(text, _without_opening(text, Span(opened, match.start())))
    for match in _OFFICE_TELLS.finditer(text):
        # No further back than the words of an office reach: a look at all before would be slow.
        near = max(0, match.start() - LONGEST_OFFICE)
        before = _WORDS_BEFORE.search(text[near : match.start()])
        start = near + before.start() if before else match.start()
        yield from _trimmed(text, _without_opening(text, Span(start, match.start("tells"))))


def _length_to_comma(text: str, found: Span) -> int:
    words = text[found.start : found.end]
    return len(words.partition(",")[0])


def _without_rest(text: str, found: Span) -> Span:
    """A speaker that stands behind its verb, up to where the sentence goes on."""
    words = text[found.start : found.end]
    comma = words.find(",")
    if comma >= 0:
        aside = _APPOSITION.match(words, comma)
        after = words.find(",", comma + 1) if aside else comma
        words = words[:after] if after >= 0 else words
    ends = _BEHIND_ENDS.search(words)
    return Span(found.start, found.start + (ends.start() if ends else len(words)))


def _without_opening(text: str, found: Span) -> Span:
    """A speaker that stands before its verb, from where its own words begin."""
    start = found.start
    while opener := _OPENER.match(text[start : found.end].lstrip(" ,")):
        start += len(text[start : found.end]) - len(text[start : found.end].lstrip(" ,"))
        start += opener.end()
    joined = _JOINED.match(text[start : found.end])
    start += joined.end() if joined else 0
    for above in (_DASH, _LINE):
        match = above.match(text[start : found.end])
        start += match.end() if match else 0
    # Only what a comma closes is an aside: "in Cairo, the minister said" has none.
    closed = text.startswith(",", found.end)
    aside = _ASIDE.search(text, start, found.end) if closed else None
    end = aside.start() if aside else found.end
    words = text[start:end].rstrip(" ,")
    comma = words.rfind(",")
    while closed and comma > 0 and _is_aside(words, comma):
        comma = words.rfind(",", 0, comma)
    return Span(start + comma + 1, end)


def _is_aside(words: str, comma: int) -> bool:
    """Whether what stands behind a comma tells of the one before it: an office, or a name."""
    before = words[:comma]
    if _APPOSITION.match(words, comma) or _OWN_OFFICE.match(words, comma):
        return _NAME_BEFORE.search(before) is not None
    return bool(_ONLY_NAME.match(words, comma) and _OFFICE_BEFORE.search(before))


def _trimmed(text: str, found: Span) -> Iterator[Span]:
    """The span without what is not of it; nothing where it can name no speaker."""
    words = text[found.start : found.end]
    start = found.start + len(words) - len(words.lstrip(_OUTER))
    words = _LOOSE.sub("", text[start : found.end].rstrip(_OUTER)).rstrip(_OUTER)
    joined = re.match(r"(?:and|or|but|with|so|which|whom)\s+", words)
    start, words = (start + joined.end(), words[joined.end() :]) if joined else (start, words)
    if aside := _NOUN_BEFORE.match(words):
        start, words = start + aside.end(), words[aside.end() :]
    if not words or _NO_SPEAKER.search(words) or len(words.split()) > MOST_WORDS:
        return
    head = words.split(",")[0]
    names_one = re.search(rf"\b{_GENERIC}\b|\b{_BODY}$", head) or _NAME_BEFORE.search(head)
    if PRONOUN.match(words) or names_one:
        yield Span(start, start + len(words))
