"""Places that look like the end of a sentence and are none, and the words that show a true one.

The general mistakes of the sentence splitter on news text, each mended by a closed class of
English: titles before names, hours before days, street directions, web addresses, and the verbs
that tell who spoke. No list of samples: a rule has to hold for any newspaper.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that begin sentences and are seldom names. The closed classes of English, and of the rest
# those that stand at least four times as often after a full stop as inside a sentence in news text.
_STARTERS = _words(
    "a about according after all also although among an and another any as at because before both "
    "but by despite during each earlier even every everyone few for former from he her here his "
    "how however i if in instead it its last many meanwhile most my nearly neither nobody none "
    "not now officials on once one only or other others our people several she since so some "
    "still such that the their then there these they this those though to two under until we "
    "what when where whether which while who why with without yes yet you your"
)
_SPEAKING = _words(
    "added asked asks begged began called chanted continued cried demanded exclaimed explained "
    "joked quipped recalled recounted recounts replied reply responded said say says shouted "
    "suggested tells told tweeted whispered wondered wrote yelled"
)
_BEFORE_SPEAKING = _words("a an and de had of once the their then would")
_SALUTATIONS = _words("messrs mr mrs ms mx")
_BEFORE_NAME = _words("ald amb atty br bp ft govs mdme mme spc sra ste supt treas")
_BEFORE_FIGURE = _words("approx avg ch ed est fig pt rte vol vols")
_NEVER_ENDS = frozenset(["Dr.", "No.", "St.", "v.", "vs."])

_AFTER_HOUR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b"
    r"|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|[Dd]aily\b"
    r"|(?:[ECMP][SD]?T|A[KS][SD]T|HST|[BCI]ST|GMT|UTC|Eastern|Central|Mountain|Pacific)\b"
)
_STREET = re.compile(r"\d \W?[NSEW]\.\W*$")  # 600 N. Main
_LIST_NUMBER = re.compile(r"[:;]\s*\d{1,3}\.\s*$")  # three things: 1. water
_LAST_TOKEN = re.compile(r"\S+$")
_NEXT_WORD = re.compile(r"\W*(?P<word>[^\W_]+)")
_NEXT_TOKEN = re.compile(r"\s*(?P<token>\S+)")
_ADDRESS = re.compile(r"\S*(?:[^\W_]\.[^\W_]|[/@])")  # of a web page or mailbox, or a part of it
_GLUED = re.compile(r"[A-ZÀ-Þ\d][^\s.]*")  # what can begin a sentence that has lost its space
_MAY_END = re.compile(r"(?<!\S)(?P<token>\S*[.…])\s+(?=(?P<word>[A-Z][a-z]*)(?:['’\s,]|$))")

_REACH = 60
"""Characters looked at on either side of an end; no abbreviation or attribution is longer."""


def missed_ends(plain: str) -> list[int]:
    """Where sentences begin that the splitter joins to the one before.

    A sentence starter after what may be an abbreviation ("in the U.S. However"), or a capital
    after "etc." and after "no." (the number is written "No.").
    """
    found = []
    for match in _MAY_END.finditer(plain):
        token, word = match.group("token"), match.group("word").lower()
        if token in ("etc.", "no.") or (word in _STARTERS and token not in _NEVER_ENDS):
            found.append(match.end())
    return found


def is_false_end(plain: str, cut: int, *, closed: bool) -> bool:
    """Whether the sentence goes on at `cut`; `closed` if a quotation mark or bracket closes there.

    `plain` is the paragraph with its quotation marks and brackets blanked.
    """
    ending = _LAST_TOKEN.search(plain[max(0, cut - _REACH) : cut].rstrip())
    following = _NEXT_WORD.match(plain, cut, cut + _REACH)
    rest = _NEXT_TOKEN.match(plain, cut, cut + _REACH)
    if ending is None or following is None or rest is None:
        return False
    token, word = ending.group(), following.group("word")
    if rest.group("token")[0] in ",;:":
        return True
    if word[0].islower() and not _ADDRESS.match(rest.group("token")) and word.islower():
        # "Why?" he asked. After a bare full stop a small letter may begin a careless sentence.
        return closed or token[-1] in "?!" or _bare(token) in _BEFORE_FIGURE
    attributed = closed and _is_attribution(plain, cut, whole=token[-1] not in "?!")
    if attributed or token[-1] in "?!":
        return attributed
    if rest.start("token") == cut and not closed:
        return _is_inside_token(token, rest.group("token"))
    return _is_abbreviation(plain, cut, token, word)


def _bare(token: str) -> str:
    return token.rstrip(".").lower()


def _is_inside_token(before: str, after: str) -> bool:
    """Whether two halves without a space between are one token, not "shut.Trucks"."""
    stem = before.rstrip(".?!…")
    return "." in stem or len(stem.rpartition("-")[2]) < 2 or not _GLUED.fullmatch(after)


def _is_abbreviation(plain: str, cut: int, token: str, word: str) -> bool:
    """Whether `token` is cut short and leans on the `word` behind it."""
    bare = _bare(token)
    before = max(0, cut - 8)
    if _STREET.search(plain, before, cut) or _LIST_NUMBER.search(plain, before, cut):
        return True
    if bare in _SALUTATIONS:
        return True
    if bare in _BEFORE_NAME:
        return word.lower() not in _STARTERS
    if bare in _BEFORE_FIGURE:
        return word[0].isdigit()
    return bare.endswith(("a.m", "p.m")) and bool(_AFTER_HOUR.match(word))


def _is_attribution(plain: str, cut: int, *, whole: bool) -> bool:
    """Whether a speaker and a verb of speaking follow: `"Why?" President Moss asked.`

    If `whole`, nothing else may follow: after a full stop a speaker mostly begins a new sentence.
    """
    for word in plain[cut : cut + _REACH].split()[:5]:
        if word.rstrip(".,:") in _SPEAKING:
            return word.endswith(".") or not whole
        if not (word[0].isupper() or word in _BEFORE_SPEAKING or word.endswith("ly")):
            return False
    return False
