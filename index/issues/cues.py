"""Classes of words that tell how an issue stands: refusals, delays, conditions, things done.

Each class is one feature of the signal model (`index.issues.signals`), in several places around
the issue; what a class is worth there is learnt from examples, not stated here. A word may be in
several.
"""

from __future__ import annotations

import re
from typing import Final

_PARTICIPLE: Final = (
    r"(?:\w+(?:ed|en|own|awn|orn|uilt|un|ought|aid|eld|elt|ent|et|ut)|made|done|found|gone)"
)

_CLASSES: Final = {
    "negated": (
        r"not|no|never|\w+n['’]t|without|neither|nor|none|nobody|nothing|cannot|no one|lacks?"
        r"|lacking|fail(?:s|ed)?(?: to)?|unable|absent|barely|hardly"
    ),
    "so_far": (r"yet|so far|still|remains?|remained|remaining|as of|for now|any more"),
    "conditional": (
        r"if|unless|until|till|only (?:after|once|when|if)|once|provided|depend(?:s|ed|ing)?"
        r"|hing(?:es|ed|ing)|contingent|condition(?:al|ed|ing|s)?|link(?:s|ed|ing)|tie[ds]?"
        r"|in (?:return|exchange)|as long as|so long as|before|first|pending|prerequisite"
        r"|precondition|unlocks?"
    ),
    "refused": (
        r"reject\w*|refus\w*|oppos\w*|object(?:s|ed|ion|ions)|den(?:y|ies|ied|ying|ial)"
        r"|rul(?:e|es|ed|ing) out|veto\w*|resist\w*|dismiss\w*|declin\w*|block(?:s|ed|ing)?"
        r"|sk?c?eptic\w*|cautious\w*|reluctan\w*|wary|balk\w*|unwilling|against|scorn\w*"
        r"|brush\w* (?:off|aside)|forb\w+|barr?(?:ed|ing)|contradict\w*|disput\w*|quarrel\w*"
        r"|rows?|wrangl\w*|disagree\w*|rift|deadlock\w*|impasse|stumbling|obstacles?|split"
        r"|divided|at odds|walk(?:ed)? out|boycott\w*|warn(?:s|ed|ing)?|threaten\w*|vow\w*"
        r"|cast doubt|complain\w*|protest\w*"
    ),
    "demanded": (
        r"demand\w*|insist\w*|press(?:es|ed|ing)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? on"
        r"|want(?:s|ed|ing)?|seek(?:s|ing)?|sought|must|should|need(?:s|ed)?|requir\w+"
        r"|appeal\w*|ask(?:s|ed|ing)?|push(?:es|ed|ing)?|lobb\w+|plead\w*|request\w*"
        r"|holds? out|ultimatum"
    ),
    "delayed": (
        r"delay\w*|stall\w*|postpon\w*|slip(?:s|ped|ping)?|drag\w*|h[eo]ld up|held back"
        r"|await\w*|wait(?:s|ed|ing)?|slated|supposed|scheduled|due|overdue|suspend\w*|frozen"
        r"|shelv\w*|lag\w*|behind schedule|put off|pushed back|bogged|stuck|languish\w*|idle"
        r"|on hold|limbo|deadline|missed|slow\w*|obstruct\w*|hamper\w*|paralys\w*|collapse\w*"
        r"|falter\w*|undermin\w*|derail\w*|jeopardi\w*"
    ),
    "unclear": (
        r"unclear|uncertain\w*|unknown|doubts?|doubtful|whether|unresolved|undecided|unsettled"
        r"|open question|ambigu\w*|vague|no (?:date|decision|sign|word|timetable|agreement)"
        r"|nobody knows|anyone['’]s guess|unanswered|mystery|elusive|at stake|challenge\w*"
        r"|risk\w*|fear\w*|concern\w*|fragile|sticking|thorn\w*"
    ),
    "discussed": (
        r"talks?|discuss\w*|negotiat\w*|review(?:s|ed|ing)?|agenda|rais(?:e|es|ed|ing)"
        r"|consider\w*|weigh\w*|propos\w*|consult\w*|meet(?:s|ing|ings)?|met|debate\w*"
        r"|explor\w*|mull\w*|bargain\w*|haggl\w*|mediat\w*|round"
    ),
    "ahead": (
        r"will|would-be|could|may|might|likely|aim(?:s|ed|ing)? to|plan(?:s|ned|ning)? to"
        r"|prepar\w*|eager|hop(?:e|es|ed|ing)|set to|intend\w*|soon|next (?:week|month|year)"
        r"|in the coming|coming|tomorrow|possib\w*|potential\w*|ready|upcoming|expects?"
        r"|looks? to|poised|bid|target|promis\w*|pledg\w*|offer\w*|unlikely"
        r"|within (?:days|weeks)|tentativ\w*|prospect\w*|try|trying|tries"
        r"|work(?:s|ing)? (?:on|to)"
    ),
    "expected": (r"expected to|is expected|are expected|was expected"),
    "announced": (
        r"announc\w*|declar\w*|unveil\w*|signal\w*|hint\w*|indicat\w*|suggest\w*|claim\w*"
    ),
    "accused": (
        r"accus\w*|violat\w*|breach\w*|blam\w*|condemn\w*|denounc\w*|infring\w*|broke the"
        r"|alleg\w*|charged? that"
    ),
    "going_on": (
        r"continu\w*|persist\w*|daily|ongoing|keeps?|kept|nearly every|again|repeated\w*"
        r"|since the (?:truce|ceasefire|cease-fire|deal)|rumbl\w*|under way|underway"
        r"|go(?:es)? on|mounting|escalat\w*|hundreds of times|search\w*"
    ),
    "harm": (
        r"kill\w*|wound\w*|injur\w*|dead|deaths?|strikes?|airstrikes?|shell\w*|attack\w*|fired"
        r"|shot|shortage\w*|scarce|restrict\w*|trapped|held|missing|limited|hunger"
    ),
    "done": (
        r"signed|completed?|returned|handed (?:over|back)|reopened|recovered|released"
        r"|t(?:ook|aken) effect|enter(?:ed|s) into force"
        r"|c(?:ame|omes|oming) into (?:force|effect)|in force|sworn in"
        r"|took (?:the oath|office|up)|ratif\w+|approved|adopted|deployed|lifted|ended|over"
        r"|resolved|withdrew|withdrawn|departed|arrived|opened|delivered|paid|identified"
        r"|buried|finished|concluded|inaugurated|settled|freed|dropped|scrapped|cleared"
        r"|restored|resumed|installed|seated|elected|appointed|named|founded|established"
        r"|launched|landed|begun|began|started|finali[sz]ed|sealed|endorsed|passed|granted"
        r"|disbursed|transferred|swapped|exchanged|surrendered|destroyed|dissolved|disbanded"
        r"|vacated|evacuated|repatriated|accepted|met in full|fulfilled|implemented|honou?red"
        r"|reached|won|struck|agreed|confirmed|unanimous\w*|finally|at last|last of|final"
        r"|both sides confirmed|no longer|gone"
        r"|since (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    ),
    "shut": (r"closed|shut|halted|deadlock\w*|sealed off|suspended|called off|cancel\w*"),
    "over": (
        r"(?:is|are|was|were|been|stands?|stood) (?:now |again |fully |finally )?(?:open|over|gone"
        r"|free|home|back)|open again|no (?:more|longer)|(?:none|no \w+) (?:is|are|were) left"
        r"|there (?:is|are) no|all of them"
    ),
    "perfect": (
        r"(?:has|have|having) (?:\w+ly |now |already |all |both |since |finally )?(?:been )?"
        rf"{_PARTICIPLE}"
    ),
    "past_perfect": (rf"had (?:\w+ly |now |already |long |not |yet )?(?:been )?{_PARTICIPLE}"),
    "passive_past": (rf"(?:was|were) (?:\w+ly |finally |then |all )?{_PARTICIPLE}"),
    "passive_present": (rf"(?:is|are) (?:\w+ly )?{_PARTICIPLE}"),
    "would": (r"would(?: also| then| gradually| be| have)?|shall|is to|are to|was to|were to"),
    "plan": (
        r"calls? for|stipulat\w*|envisi\w*|envisag\w*|foresees?|provides? for|includ\w+"
        r"|involv\w*"
        r"|under (?:the|this|that|its|a) (?:\w+ ){0,3}(?:plan|phase|stage|deal|accord|agreement"
        r"|roadmap|terms|draft|proposal|text|scheme|treaty|formula|framework|truce)"
        r"|according to the (?:plan|text|draft|accord|agreement|roadmap|treaty)"
        r"|in the (?:plan|text|draft|accord|agreement|roadmap|treaty)|clauses?|articles?|annex"
        r"|chapters?|paragraphs?|provisions?|prescrib\w*|obliges?|entails?|features?|contains?"
        r"|lays? down|sets? out|specif\w*|defin\w*|describ\w*|details?|designed|meant to"
        r"|by design|on paper|blueprint|cornerstone|envision\w*|roadmap|phase|stage"
        r"|second phase|later phase"
    ),
    "described": (
        r"(?:is|are) (?:a|an|the)"
        r"|which (?:links?|is|are|was|comprises?|runs?|has|have|oversees?)|consists? of"
        r"|compris\w*|made up|tasked|oversee\w*|charged with|responsible|drawn from|headed by"
        r"|chaired by|composed|belong\w*|serves?|known as|so-called|based in|located|members?"
        r"|seats?|mandate|estimat\w*|reckon\w*|costs?|billion|per cent|percent|in all|each"
        r"|before the war|created in|established in|dating|dates"
    ),
    "said": (r"said|says|told|according to|stated|reported|reportedly|added|cited|citing|sources?"),
    "when": (
        r"ago|last (?:week|month|year)|earlier|previously"
        r"|in (?:january|february|march|april|june|july|august|september|october|november|december)"
        r"|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|yesterday"
    ),
}

CUES: Final = {
    name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for name, words in _CLASSES.items()
} | {"quoted": re.compile('[“”"]')}
"""For each class a pattern that finds its words."""
