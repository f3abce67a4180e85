"""Pages that answer as articles do and hold none: paywalls, consent, errors, front pages, stubs.

Most are told by what only such pages say, and only where the page is short: an article about
paywalls is one. A report that a body "was not found", or of 404 dead, is no error page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.printable import counted
from index.web.addresses import is_front

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_WORDS: Final = 40
"""Fewer make no article: a caption, a teaser, a form. The shortest wire reports have some 60."""

_STUB: Final = 250
_NOTICE: Final = 150
_MOST_CHARACTERS: Final = 10_000  # of so few words; more is no text

# Such pages tell the reader what to do at the beginning of a sentence, or in a line of its own.
_BEGIN: Final = r"(?:^\W{0,9}|[.!?…:]\W{1,9})"
_ALONE: Final = r"\W{0,9}$"

_PAYWALL: Final = re.compile(
    rf"{_BEGIN}(?:please )?subscribe (?:now |today )?"
    r"(?:to (?:continue|keep|read|unlock|access)\b"
    r"|(?:to|for|and) (?:get )?(?:full|unlimited) access)"
    rf"|{_BEGIN}(?:want to|to) (?:continue|keep) reading(?: this(?: article| story)?)?\s*"
    r"(?:[,:?!…]|$|(?:please )?(?:subscribe|log in|sign in|register|become)\b)"
    rf"|{_BEGIN}(?:want to|to) read (?:the (?:full|rest)|more|on|this)\b[^.\n]{{0,60}}"
    r"\b(?:subscribe|sign in|log in|register)\b"
    rf"|{_BEGIN}(?:continue|keep) reading (?:with|for) (?:a|an|your|free|just|only|\W)"
    r"|already (?:an? (?:\w+ )?(?:subscriber|member)|have an account|subscribed|registered)\s*\?"
    r"|\b(?:this|the full|the rest of (?:this|the)) (?:article|story|content|report|post) is"
    r" (?:\w+ ){0,4}(?:for|to) (?:\w+ ){0,2}(?:subscribers|members|registered)"
    rf"|^\W{{0,9}}(?:for )?(?:subscribers?|members?)[ -]only(?: \w+)?{_ALONE}"
    r"|^\W{0,9}(?:\w+ )?(?:exclusive(?:ly)?|only) (?:for|to) (?:our )?subscribers\b"
    rf"|{_BEGIN}(?:please )?(?:(?:sign|log) in|register|become an? (?:\w+ )?(?:subscriber|member))"
    r"(?: (?:now|or \w+|for free))* to (?:continue|read|unlock)\b"
    r"|you (?:need|have|must)(?: to)? (?:be|become) an? (?:\w+ )?(?:subscriber|member) to"
    r"|you(?: have|['’]ve) (?:\w+ )?(?:reached|used|read|exceeded|hit)\b[^.\n]{0,40}"
    r"\b(?:free (?:\w+ )?(?:articles?|stories)|(?:free|monthly|article) limit|limit of free)"
    r"|\b(?:\d+|no|one|two|three)(?: more)? free (?:articles?|story|stories) (?:left|remaining)",
    re.IGNORECASE | re.MULTILINE,
)
_CONSENT: Final = re.compile(
    r"^\W{0,9}before you continue to\b|^\W{0,9}we (?:value|respect|care about) your privacy\b"
    r"|\bwe and (?:our )?(?:[\w-]+ ){0,3}(?:partners|vendors)\b[^.\n]{0,80}"
    r"\b(?:cookies|on (?:a|your) device|personal data|process data|your data)\b"
    rf"|accept all (?:the )?cookies|^\W{{0,9}}(?:accept|allow|reject)(?: all)?(?: cookies)?{_ALONE}"
    r"|^\W{0,9}(?:our |privacy (?:and|&) )?cookies? (?:settings|policy|preferences|notice)"
    rf"{_ALONE}"
    r"|\b(?:our|your|see|manage|change|in the) cookies? (?:settings|policy|preferences|notice)"
    rf"|^\W{{0,9}}manage (?:your )?(?:cookies?|consent|privacy|preferences|options){_ALONE}"
    r"|manage your (?:cookie|consent|privacy) (?:settings|preferences|choices)"
    r"|\b(?:we|(?:this|our) (?:web ?)?site) (?:may |also )?(?:uses?|stores?|places?|sets?)"
    r" (?:\w+ ){0,3}cookies|\bour use of (?:\w+ )?cookies|you(?:r)? consent to (?:the|our) use"
    r"|\bby (?:clicking|continuing|using)\b[^.\n]{0,80}\bcookies",
    re.IGNORECASE | re.MULTILINE,
)
_HUMAN: Final = (
    r"(?:that |if )?you(?: are|['’]re) (?:not )?(?:an? )?(?:human|robot|bot|real person)"
)
_DOOR: Final = re.compile(
    r"(?:please |need to |you must )enable (?:javascript|cookies)|enable javascript (?:and|to)\b"
    r"|javascript (?:is|must be|has been) (?:disabled|enabled|required|turned off)"
    rf"|{_BEGIN}(?:(?:please|first|let us|help us|we (?:need|have) to|to continue)\W{{1,9}}){{0,2}}"
    rf"(?:verify|confirm|prove|check|make sure|verifying|confirming|checking) {_HUMAN}"
    rf"|^\W{{0,9}}are you (?:not )?an? (?:robot|human|bot){_ALONE}"
    r"|checking your browser|complete the (?:captcha|security check)"
    rf"|^\W{{0,9}}(?:just a moment|one moment, please){_ALONE}"
    rf"|^\W{{0,9}}attention required(?:\W{{1,9}}cloudflare)?{_ALONE}"
    rf"|^\W{{0,9}}access denied{_ALONE}"
    r"|\baccess to this (?:page|site|website) (?:has been|is|was) denied"
    r"|you (?:do not|don['’]t) have permission to (?:access|view)"
    r"|unusual (?:traffic|activity) from your",
    re.IGNORECASE | re.MULTILINE,
)
_NOT: Final = r"(?: not|n['’]t)"
_ERROR: Final = re.compile(
    r"^\W{0,9}(?:(?:http )?error\W{0,9})?[45]\d\d\b\W{0,9}"
    r"(?:$|errors?\W{0,9}$|(?:page |file )?not found|forbidden|gone\W{0,9}$|bad (?:request|gateway)"
    r"|internal server|service unavailable|unauthori[sz]ed|too many requests)"
    r"|^\W{0,9}404 \||^\W{0,9}http error [45]\d\d\b"
    rf"|^\W{{0,9}}(?:(?:page )?not found|page missing|error|oops|server error){_ALONE}"
    r"|^\W{0,9}(?:(?:page )?not found|error|server error)\s*\|"
    r"|^\W{0,9}page not found\b"
    rf"|(?<!['’]s )\bpage (?:(?:was|could|can){_NOT}(?: be)?|cannot be) found"
    rf"|\b(?:this|the|that) page is{_NOT} available"
    rf"|(?<!['’]s )\bpage (?:does{_NOT} exist|no longer exists|is no longer available)"
    r"|(?<!['’]s )\bpage (?:has been|may have been|was) (?:re)?moved (?:or|to a)\b"
    rf"|(?:{_BEGIN}|, |find |but )the (?:page|article|story|content) (?:that |which )?"
    r"you(?: are| were|['’]re)? (?:looking for|trying to (?:reach|view|access|find))"
    r"|\bpage (?:that )?you(?: have|['’]ve)? requested"
    r"|^\W{0,9}(?:(?:we['’]re )?sorry\W{1,9}(?:but )?)?"
    r"(?:something (?:has )?(?:went|gone) wrong|an (?:\w+ )?error (?:has )?occurred)\s*"
    r"(?:$|[.!…]|while (?:processing|loading|trying|we|your)\b|on our (?:end|side)|please\b)"
    rf"|^\W{{0,9}}service (?:is )?(?:temporarily )?unavailable{_ALONE}"
    r"|\b(?:this|our|the) (?:web ?site|web ?page|page) is (?:currently |temporarily |down )*"
    r"(?:unavailable|offline|(?:for|under) maintenance)"
    r"|\b(?:this|our) site is (?:currently |temporarily |down )*"
    r"(?:unavailable|offline|(?:for|under) maintenance)",
    re.IGNORECASE | re.MULTILINE,
)

_KINDS: Final[Sequence[tuple[re.Pattern[str], int, str]]] = (
    (_DOOR, _NOTICE, "its site asks visitors to prove that they are people"),
    (_ERROR, _NOTICE, "it is an error page, whatever its status says"),
    (_CONSENT, _NOTICE, "it asks for consent (to cookies) and shows no article before"),
    (_PAYWALL, _STUB, "it shows no more than a beginning: the rest is behind a paywall"),
)
_PARTLY: Final = _KINDS[-1][-1]


def why_none(url: str, title: str, text: str, *, is_free: bool) -> str | None:
    """Why a page holds no article that could be quoted, as a clause; None if it does.

    `is_free` is what the page says itself of who may read all of it.
    """
    words = len(text.split())
    if not is_free and words < _STUB:
        return _PARTLY
    said = f"{title}\n{text[:_MOST_CHARACTERS]}"
    for pattern, most, why in _KINDS:
        if words < most and pattern.search(said):
            return why
    if words < LEAST_WORDS:
        return f"it holds too little text for an article ({counted(words, 'word')})"
    if is_front(url):
        return "it is the front page of a site; give the address of one article"
    return None
