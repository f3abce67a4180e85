"""Whether a text can be searched for: a question, request or keywords in English.

    text ─▶ anything there? ─▶ short enough? ─▶ words, not noise? ─▶ two words? ─▶ English?

Typos, lower case, names and bare keywords pass; what is in doubt passes too, as a search that
finds nothing says so itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from index.language import is_english, is_latin
from index.records import Silence

if TYPE_CHECKING:
    from index.options import AnswerOptions

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,255}")

# Words of greetings and thanks, and those that only keep them company.
_SMALL_TALK = frozenset(
    """
    hi hello hey heya hiya howdy yo sup greetings thanks thank thx ty cheers bye goodbye welcome
    please sorry lol lmao haha hahaha hmm ok okay kk cool nice great awesome wow yay nope yep
    yeah congrats
    """.split()  # noqa: SIM905  (words in lines read better than a list)
)
_COMPANY = frozenset(
    """
    you u there bot dateline everyone all guys folks friend again so very much a lot for your the
    good well done job help i'm im am fine and to my see later have day see is it that this no
    yes oh ah man mate buddy morning evening afternoon night team sir dear just too were are
    from
    """.split()  # noqa: SIM905  (words in lines read better than a list)
)
_TO_THE_BOT = re.compile(
    r"(?:who|what) are you|what(?:'s| is) your name|how(?:'s it going| are you| do you do)"
    r"|what(?:'s up| can you do| do you do)|are you (?:a |an )?(?:bot|robot|human|ai|real|there|ok)"
    r"|can you help(?: me)?|(?:tell me a|do you know any) jokes?|nice to meet you|good bot|bad bot"
    r"|good (?:morning|evening|afternoon|night|day)(?: (?:all|everyone|bot|there|dateline))?"
    r"|i love you|testing(?: testing| 123| 1 2 3)*|test test|this is a test|never ?mind|shut up"
)

_CODE_SIGNS = frozenset("{}[]()<>=;\\|`$#*_+~^")
_CODE = re.compile(
    r"\bSELECT\b.{1,80}\bFROM\b.{1,80}(?:;|\bWHERE\b)|SELECT \*|^\s*(?:def|class) \w+\s*[(:]"
    r"|^\s*(?:#include|<\?php|<!doctype|<html|<script)|\bfunction\s*\w*\s*\(|\bconsole\.log\("
    r"|^\s*(?:sudo|pip|npm|git|curl|docker) (?:install|clone|commit|push|run|-\w|\w+ -)"
    r"|\w\(\)\s*[;{]"
    r"|\w\([\"'][^\"']{0,80}[\"']\)"
)
_LEAST_CODE_SIGNS = 4
_CODE_SHARE = 0.1
"""Signs of program text per character from which on it is code; questions have hardly any."""

_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NO_VOWEL = re.compile(r"[^aeiouyàáâãäåèéêëìíîïòóôõöøùúûüýœæ]{4,}$")
_MANY_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_ONE_SIGN = re.compile(r"(.{1,2}?)\1{2,}$")

_LOOKED_AT = 2_000
"""Characters of a question that are looked at, whatever the options allow."""


def check_question(question: str, options: AnswerOptions) -> Silence | None:
    """Why `question` can't be searched for, or None if it can. Takes any text, in little time."""
    bare = question.strip()
    if not any(_is_visible(char) for char in bare):
        return Silence.EMPTY
    if len(bare) > options.max_question_chars:
        return Silence.TOO_LONG
    return _check_words(bare, english_only=options.english_only)


def _check_words(bare: str, *, english_only: bool) -> Silence | None:
    # Invisible characters inside words would make two of one.
    text = "".join(char for char in bare[:_LOOKED_AT] if _is_visible(char) or char.isspace())
    text = _ADDRESS.sub(" ", text)
    words = _WORD.findall(text.lower())
    if not any(word[0].isalpha() for word in words) or _is_code(text):
        return Silence.NOT_A_QUESTION
    # Not every script parts its words, so only Latin ones are counted.
    if is_latin(text):
        if len(words) == 1:
            return Silence.TOO_SHORT
        if _is_small_talk(words) or _is_noise(text):
            return Silence.NOT_A_QUESTION
    return Silence.NOT_ENGLISH if english_only and not is_english(text) else None


def _is_visible(char: str) -> bool:
    """Whether the character shows: no space, control, direction or joining mark."""
    return not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn", "Co"}


def _is_small_talk(words: list[str]) -> bool:
    """Whether the words greet, thank or chat with the bot and ask about nothing else."""
    plain = [word.replace("’", "'") for word in words]
    if any(word in _SMALL_TALK for word in plain) and all(
        word in _SMALL_TALK or word in _COMPANY for word in plain
    ):
        return True
    whole, rest = " ".join(plain), " ".join(plain[1:])
    greeted = plain[0] in _SMALL_TALK and _TO_THE_BOT.fullmatch(rest) is not None
    return greeted or _TO_THE_BOT.fullmatch(whole) is not None


def _is_code(text: str) -> bool:
    """Whether the text is a program, a query or a command."""
    if _CODE.search(text):
        return True
    signs = sum(char in _CODE_SIGNS for char in text)
    return signs >= _LEAST_CODE_SIGNS and signs >= _CODE_SHARE * len(text)


def _is_noise(text: str) -> bool:
    """Whether at least two in three words can't be words: "asdf qwer", "xxxx", "bcdfg hjklm"."""
    words = [word for word in _WORD.findall(text) if word[0].isalpha() and len(word) > 1]
    strange = sum(_is_strange(word) for word in words)
    return not words or 3 * strange >= 2 * len(words)


def _is_strange(word: str) -> bool:
    lower = word.lower()
    if len(lower) >= 4 and any(lower in row or lower[::-1] in row for row in _KEYBOARD_ROWS):
        return True
    if _ONE_SIGN.match(lower):
        return True
    # Acronyms need no vowels ("NYPD"), and names may be anything ("Knightsbridge").
    return word[0].islower() and bool(_NO_VOWEL.match(lower) or _MANY_CONSONANTS.search(lower))
