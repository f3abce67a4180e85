"""The words that tell what happened, by class: general English of the news, for all subjects.

`WORDS` are forms of single words, as patterns that match a whole word in lower case; `PHRASES` are
those of several words, each with its first word up to the first space outside brackets. A phrase
outweighs the words in it. `COMPETING` lists the events that a value of each kind can belong to,
`ALIKE` nouns that reports use for one thing.
"""

from __future__ import annotations

from typing import Final

from index.question.asked_for import AnswerKind

WORDS: Final = {
    "kill": "kill(?:s|ed|ing|ings)?|dead|deaths?|die[ds]?|dying|fatal(?:ly|ity|ities)?|tolls?"
    "|slain|perish(?:ed|es)?|murder(?:ed|s)?|massacred?|drown(?:s|ed|ing|ings)?|slaughtered"
    "|assassinated?|executed?|executions?|succumbed|lynched|beheaded",
    "wound": "wound(?:s|ed|ing)?|injur(?:e[ds]?|ing|y|ies)|hurt|maimed",
    "hospitalize": "hospitali[sz](?:ed?|ations?)",
    "survive": "surviv(?:e[ds]?|ing|ors?|al)",
    "affect": "affect(?:ed|s|ing)?",
    "arrest": "arrest(?:s|ed|ing)?|detain(?:s|ed|ing|ees?)?|apprehend(?:ed)?",
    "catch": "captur(?:e[ds]?|ing)|caught|catch(?:es)?|seiz(?:e[ds]?|ing|ures?)|confiscated"
    "|impounded|nabbed",
    "kidnap": "kidnapp?(?:ed|ings?|s)?|abduct(?:ed|s|ing|ions?)",
    "deport": "deport(?:ed|s|ing|ations?)|expel(?:led|s|ling)?|expulsions?|repatriat(?:ed|ions?)",
    "charge": "charged|indict(?:ed|ment|s)?|prosecut(?:ed|ion)",
    "convict": "convict(?:ed|ions?)|sentenced|jailed?|imprison(?:ed)?",
    "acquit": "acquit(?:ted|tal|tals)?|pardon(?:ed)?",
    "missing": "missing|disappear(?:ed|ance)?|vanish(?:ed)?",
    "evacuate": "evacuat(?:e[ds]?|ing|ions?|ees)|displac(?:e[ds]?|ement|ing)|fled|flee(?:s|ing)?"
    "|homeless|uproot(?:ed)?",
    "rescue": "rescu(?:e[ds]?|ing)|airlifted|winched|plucked",
    "trap": "trap(?:ped|ping|s)?|stuck|strand(?:ed|ing)?|marooned",
    "release": "releas(?:e[ds]?|ing)|freed|freeing|return(?:ed|s|ing)?|exchanged?|swap(?:ped)?"
    "|liberated",
    "infect": "infect(?:ed|ions?|s)?|cases?|diagnos(?:ed|es)|sicken(?:ed)?|contracted",
    "vaccinate": "vaccinat(?:ed|ions?|e)|inoculat(?:ed|ions?)|immuni[sz]ed|doses?|administered",
    "cut jobs": "layoffs?|lay-offs?|redundan(?:t|cies)",
    "employ": "employ(?:s|ed|ing)?|workforce",
    "hire": "hir(?:e[ds]?|ing)|recruit(?:ed|s|ing)?",
    "attend": "attend(?:ed|ance|ing|ees?)?|turnout|gather(?:ed|ing)?|draw|drew|drawn"
    "|march(?:ed|ing|ers)?|rall(?:y|ied|ies)|flocked|packed|watch(?:ed|ing)?|joined|thronged",
    "destroy": "destroy(?:ed|s|ing)?|flatten(?:ed|ing)?|demolish(?:ed)?|level(?:led|ed)|razed"
    "|collapsed?|gutted|wrecked|burn(?:ed|t|s|ing)?|consumed|scorched|charred|torched|blackened",
    "damage": "damag(?:e[ds]?|ing)",
    "lose power": "blackouts?",
    "lose": "los(?:t|e|es|ing)|loss(?:es)?|ruined",
    "win": "w[io]n(?:s|ning)?|victor(?:y|ies)|defeat(?:ed|s)?|beat(?:en|s)?",
    "vote": "vot(?:e[ds]?|ing|ers)|ballots?|backed|supported|endorsed?|elect(?:ed)?|elections?",
    "vote against": "oppos(?:ed?|ing)",
    "abstain": "abstain(?:ed|ing)?|abstentions?",
    "capacity": "capacity",
    "deliver": "deliver(?:ed|y|ies|ing)?|disburs(?:ed?|ement)",
    "spend": "spent|spend(?:s|ing)?|expenditures?",
    "order": "order(?:ed|s)?",
    "visit": "visit(?:ed|ors?|s)?",
    "test": "test(?:ed|s|ing)?",
    "quarantine": "quarantined?|isolated",
    "question": "questioned|interrogated",
    "suspend": "suspend(?:ed|s)?|furloughed",
    "identify": "identif(?:y|ied|ies|ication)",
    "search": "searched|inspected",
    "eligible": "eligible",
    "nominate": "nominat(?:ed|ions?)",
    "fell": "felled",
    "attack": "attack(?:ed|s|ing)?|assault(?:ed|s)?|raid(?:ed|s|ing)?|ambush(?:ed|es)?|struck"
    "|shell(?:ed|s|ing)?|bomb(?:ed|ing|ings|s)?|strikes?|airstrikes?|explod(?:e[ds]?|ing)|explosions?|blasts?"
    "|detonat(?:ed|ions?)|shootings?|stabbings?|stabbed",
    "found": "founded|founding|establish(?:ed|ment)?",
    "declare": "declar(?:e[ds]?|ing|ation)|proclaim(?:ed|s)",
    "retire": "retir(?:e[ds]?|ing|ement)",
    "submit": "submit(?:ted|s|ting)?|lodged|tendered|filed",
    "premiere": "premier(?:ed|es)|debuted?",
    "crown": "crowned|coronation|enthroned",
    "ban": "bann?(?:ed|s|ing)?|outlawed|prohibited",
    "extradite": "extradit(?:e[ds]?|ion)",
    "launch": "launch(?:ed|es|ing)?",
    "intercept": "intercept(?:ed|s|ing|ions?)|downed",
    "fire": "bombard(?:ed|ment)",
    "cancel": "cancel(?:l?ed|l?ing|s|lations?)?|scrapped|grounded|postpon(?:e[ds]?|ing|ement)",
    "delay": "delay(?:ed|s|ing)?",
    "recall": "recall(?:ed|s|ing)?",
    "plant": "planted|planting",
    "produce": "produc(?:e[ds]?|ing|tion)|output|manufactur(?:e[ds]?|ing)",
    "export": "export(?:ed|s|ing)?",
    "import": "import(?:ed|s|ing)?",
    "register": "register(?:ed|s|ing)?|enrol(?:l?ed|l?ing|l?ments?)",
    "apply": "appl(?:y|ied|ies|ying|ications?|icants?)",
    "steal": "steal(?:ing|s)?|stolen?|thefts?|rob(?:bed|bery|beries)?|loot(?:ed|ing)?|hauls?",
    "send": "sen[dt]|sends|sending",
    "sign": "sign(?:ed|ing|s|atures?)|initial(?:led|ed)|inked",
    "adopt": "ratif(?:y|ies|ied|ication)|enact(?:ed)?|adopt(?:ed|s|ion)?|passed"
    "|approv(?:e[ds]?|ing|al)",
    "begin": "beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|commenc(?:e[ds]?|ing)|erupt(?:ed|s|ing|ion)?",
    "end": "end(?:s|ed|ing)?|conclu(?:de[ds]?|ding|sion)|expir(?:e[ds]?|y|ing)|finish(?:ed|es)?"
    "|complet(?:e[ds]?|ion)",
    "open": "(?:re-?)?open(?:s|ed|ing)?|inaugurat(?:ed?|ion)|unveil(?:ed|ing)?"
    "|resum(?:e[ds]?|ption|ing)",
    "close": "clos(?:e[ds]?|ing|ure)|shut(?:s|ting)?|shuttered",
    "build": "(?:re)?buil(?:d|ds|t|ding)|(?:re)?construct(?:ed|ion|ing|s)?|erect(?:ed|ing)?",
    "maintain": "maint(?:ain(?:ed|ing|s)?|enance)|upkeep",
    "repair": "repair(?:s|ed|ing)?|restor(?:e[ds]?|ation|ing)|renovat(?:ed?|ion)|refurbish\\w*",
    "buy": "buys?|bought|buying|purchas(?:e[ds]?|ing)|acqui(?:re[ds]?|ring|sition)|takeover",
    "sell": "sells?|sold|selling|sales?|auction(?:ed)?|fetched",
    "fine": "fine[ds]?|penalt(?:y|ies)|penali[sz]ed",
    "pay": "pay|pays|paid|paying|payments?|ransom|settle(?:d|ment)?|compensat(?:ed?|ion)|payouts?",
    "owe": "ow(?:e[ds]?|ing)|debts?",
    "lend": "lend(?:s|ing)?|lent|loans?|borrow(?:ed|s|ing)?",
    "pledge": "pledg(?:e[ds]?|ing)|promis(?:e[ds]?|ing)|commit(?:ted|ment)?",
    "donate": "donat(?:e[ds]?|ions?)|contribut(?:ed?|ions?)",
    "invest": "invest(?:ed|s|ing|ments?)|funding",
    "profit": "profits?|earnings",
    "earn": "earn(?:ed|s)?|revenues?|turnover|income|takings|grossed",
    "worth": "worth|valued|valuation",
    "insure": "insured|insurers?|insurance",
    "demand": "demand(?:ed|s|ing)?|sought|seek(?:s|ing)?|sue[ds]?|suing|request(?:ed|s)?",
    "bid": "bids?|bidding",
    "rent": "rent(?:ed|s|al)?",
    "budget": "budget(?:s|ed)?",
    "meet": "met|meet(?:s|ing|ings)?|talks|summit|conferr?(?:ed|ence)?|held|hold(?:s|ing)?"
    "|negotiat(?:e|ing|ions?|ors)|host(?:ed|s|ing)?",
    "land": "land(?:ed|ing|ings|s)",
    "crash": "crash(?:ed|es|ing)?|derail(?:ed|ment)|sank|s[iu]nk|capsiz(?:ed?|ing)"
    "|collid(?:ed|e)|collision|accidents?|wreck|pile-up|shipwreck",
    "find": "found|find|finding|locat(?:e[ds]?|ing)|discover(?:ed|y|ies|s)?|spotted"
    "|unearthed|detected",
    "recover": "recover(?:ed|s|ing|y)?|retriev(?:e[ds]?|ing)",
    "cross": "cross(?:ed|es)?|arriv(?:ed|al|als|e|es|ing)|enter(?:ed|s|ing)?|reach(?:ed)?",
    "left": "left",
    "leave": "leav(?:e|es|ing)|depart(?:ed|ure|s)?|withdr(?:ew|aw\\w*)|quit|resign\\w*",
    "appoint": "appoint(?:ed|s|ing|ment)?",
    "dismiss": "sack(?:ed)?|oust(?:ed)?|dismiss(?:ed)?|impeach(?:ed)?",
    "born": "born|birth(?:place|day)?",
    "bury": "buried|burial|bury|funeral",
    "marry": "marry|marri(?:ed|age|es)|wedding|wed",
    "trial": "trials?|hearings?",
    "move": "headquarter(?:s|ed)|relocat\\w+",
    "announce": "announc(?:e[ds]?|ing|ement)|reveal(?:ed)?|publish(?:ed)?",
    "carry": "aboard|carr(?:y|ied|ying|ies)",
    "walk out": "striking|walkouts?|stoppages?",
    "deploy": "deploy(?:ed|s|ing|ment)?|station(?:ed)?|dispatch(?:ed)?",
    "live": "resides?|resided",
}

_UP_TO: Final = "(?:[^.,;]|[.,](?=\\d)){0,30}"
"""What may stand in between, within a clause."""

_JOBS: Final = "(?:jobs?|positions?|posts?|workers|staff|employees)"
_SEATS: Final = f"(?= {_UP_TO}\\b(?:seats?|votes?|medals?|percent|per cent)\\b)"
_TROOPS: Final = f"(?= {_UP_TO}\\b(?:troops|soldiers|tanks|warships)\\b)"

PHRASES: Final = {
    "kill": (
        "death tolls?",
        "los[et](?:s|ing)? (?:their|his|her) li(?:ves|fe)",
        "shot dead",
        "shot (?:and killed|to death)",
        "(?:claim|cost)(?:ed|s|ing)? (?:the )?li(?:ves|fe)(?: of)?",
        f"(?:claim|cost|t[ao]k|took)(?:ed|s|e|en|es|ing)?(?= {_UP_TO}\\blives\\b)",
        "lives (?:were |had been )?(?:lost|claimed)",
        "bodies (?:were |had been )?(?:found|recovered)",
    ),
    "wound": ("needed (?:medical|hospital) (?:treatment|care)",),
    "fell": ("cut down",),
    "submit": ("hand(?:ed|s|ing)? in",),
    "premiere": ("first (?:shown|screened|performed)",),
    "hospitalize": (
        "treated for",
        "(?:taken|rushed|sent|admitted) to (?:a |the |local |nearby )*hospitals?",
        "treated (?:in|at) (?:a |the |local |nearby )*hospitals?",
    ),
    "arrest": (
        "took into custody",
        "taken into custody",
        "in custody",
        "round(?:ed|ing) up",
        "(?:people|men|suspects|protesters) (?:being )?held",
        "held (?:by police|without charge|for questioning|on suspicion)",
    ),
    "charge": ("charg(?:ed|es) with", "accused of"),
    "missing": ("unaccounted for",),
    "evacuate": (
        "moved (?:out|to|into)",
        "forced (?:from|out|to leave|to flee)",
        f"(?:driven|drove|driving|forced|forcing)(?= {_UP_TO}\\b(?:from|out of|to leave)\\b)",
    ),
    "rescue": (
        "pulled (?:alive|out|from)",
        "(?:brought|taken) (?:off|to) safe\\w+",
    ),
    "trap": ("holed up", "caught in"),
    "release": ("hand(?:ed|ing|s)? over", "let go", "set free", "free(?=[^.!?]{0,40}\\?)"),
    "hold": (
        "held captive",
        "held hostage",
        "still held",
        "remain(?:s|ed|ing)? captive",
    ),
    "kidnap": ("tak(?:en|ing) (?:hostage|captive)", "took hostages?"),
    "infect": ("tested positive", "fell ill", "fallen ill"),
    "cut jobs": (
        "la(?:id|y|ying|ys) off",
        "job (?:cuts|losses)",
        f"{_JOBS} {_UP_TO}(?:cut|eliminated|axed|shed|dismissed|go)",
        f"(?:cut|cuts|cutting|eliminat\\w+|ax\\w*|shed\\w*|dismiss\\w*|fir(?:ed|ing))"
        f"(?= {_UP_TO}{_JOBS})",
    ),
    "employ": ("has a staff",),
    "hire": ("new jobs", f"creat(?:ed?|ing) {_UP_TO}jobs"),
    "attend": (
        "turned (?:out|up)",
        "showed up",
        "poured into",
        "c[ao]me to(?! (?:power|light|an? end|terms|rest|blows|an? agreement))",
        "took part",
        "taken part",
        "(?:a |the )?crowds? of",
        "audience of",
    ),
    "destroy": ("burn(?:ed|t) (?:down|to the ground|through)", "reduced to (?:rubble|ashes)"),
    "lose power": (
        "(?:los[et]\\w*|without|restor\\w+|cut\\w*) (?:of )?(?:the )?(?:power|electricity)",
        "power (?:was |were )?(?:cut|out|outage\\w*|lost)",
        "in the dark",
    ),
    "lose": ("wiped out",),
    "win": (f"(?:captur|secur|gain|claim|t[ao]k|took)(?:ed|e|s|es|en|ing)?{_SEATS}",),
    "vote": (
        "supported by",
        "in favou?r",
        "vot(?:e[ds]?|ing) (?:for|in favou?r|yes)",
    ),
    "vote against": ("vot(?:e[ds]?|ing) (?:\\w+ )?(?:against|no)", "votes? against"),
    "capacity": ("can (?:hold|seat|house|accommodate)", "room for"),
    "found": ("set up in",),
    "launch": ("lift(?:ed)? off", "blast(?:ed)? off", "sent into (?:space|orbit)"),
    "intercept": ("shot down", "shoot(?:s|ing)? down", "brought down"),
    "fire": (f"fir(?:ed|es|ing)(?= {_UP_TO}\\b(?:missiles?|rockets?|drones?|shells?)\\b)",),
    "begin": (
        "kick(?:ed|s)? off",
        "(?:got|get|gets|getting) under way",
        "under way",
        "(?:took|take|takes|taking) effect",
        "(?:enter|came|come|comes|entering|enter(?:ed|s|ing)?|coming) into (?:force|effect)",
        "(?:broke|break|broken) out",
        "set off",
        "mov(?:e[ds]?|ing) into",
        "go(?:es)? into effect",
    ),
    "end": ("r[ua]n(?:s|ning)? out", "wrap(?:ped)? up"),
    "open": ("run(?:ning)? again", "run through"),
    "close": ("shut(?:s|ting)? down",),
    "maintain": ("to run", "running costs?", "operat(?:e|ing) costs?"),
    "sell": ("went for",),
    "steal": ("thieves (?:had |have )?(?:taken|took)", "made off with"),
    "sign": ("puts? (?:their|his|her|its) (?:names?|signatures?) to",),
    "pay": ("ordered to pay",),
    "pledge": ("aid package",),
    "invest": ("rais(?:ed|ing|es)(?= [^.;]{0,12}\\d)",),
    "meet": ("take place", "took place"),
    "land": ("touch(?:ed)? down", "brought down safely", "put down"),
    "crash": ("(?:went|came|come|go) down", "r[au]n(?:ning)? aground"),
    "attack": (
        "(?:fired|fires|firing|open(?:ed|ing)? fire) (?:on|at)",
        "went off",
        "blew up",
        "blown up",
    ),
    "cross": ("cross(?:ing)? (?:the|into|from|over)", "took in", "taken in"),
    "leave": ("step(?:ped|ping|s)? down", "pull(?:s|ed|ing)? (?:\\w+ ){0,3}(?:out|back)"),
    "appoint": ("sworn in", "took office"),
    "live": ("live[sd]? (?:in|at|near)",),
    "bury": ("laid to rest",),
    "move": ("based in",),
    "carry": ("on board",),
    "walk out": ("walk(?:ed)? (?:out|off)", "(?:went )?on strike", "downed tools"),
    "deploy": (
        f"sen[dt](?:ing|s)?{_TROOPS}",
        f"(?:mov|mass|amass)(?:ed|e|ing|es)?{_TROOPS}",
    ),
    "run again": (
        "run(?:s|ning)? (?:again|for re-?election)",
        "(?:seek(?:s|ing)?|sought) (?:re-?election|an?(?:other)? (?:\\w+ )?term)",
        "stand(?:s|ing)? (?:again|for re-?election)",
    ),
}

COMPETING: Final = {
    AnswerKind.COUNT: frozenset(
        {
            *(
                "open",
                "close",
                "buy",
                "sell",
                "order",
                "deliver",
                "build",
                "repair",
                "hold",
                "bury",
            ),
            *("identify", "test", "question", "quarantine", "search", "visit", "suspend", "fell"),
            *("dismiss", "leave", "eligible", "nominate", "born", "spend", "donate"),
            *("kill", "wound", "hospitalize", "survive", "affect", "arrest", "catch", "kidnap"),
            *(
                "deport",
                "charge",
                "convict",
                "acquit",
                "missing",
                "evacuate",
                "rescue",
                "trap",
                "release",
                "infect",
            ),
            *("vaccinate", "cut jobs", "employ", "hire", "attend", "destroy", "damage"),
            *("lose power", "lose", "win", "vote", "vote against", "abstain", "fire", "intercept"),
            *("cancel", "delay", "recall", "plant", "produce", "export", "import", "register"),
            *("apply", "steal", "recover", "cross", "deploy", "capacity", "walk out"),
        }
    ),
    AnswerKind.AMOUNT: frozenset(
        {
            *("profit", "worth", "insure", "demand", "bid", "rent", "donate", "spend"),
            *("maintain", "repair", "fine", "earn", "budget", "sell", "buy", "pay", "pledge"),
            *("invest", "damage", "build", "deliver", "owe", "lend", "steal", "recover", "lose"),
        }
    ),
    AnswerKind.WHEN: frozenset(
        {
            *("declare", "retire", "submit", "premiere", "crown", "ban", "extradite", "left"),
            *("sign", "adopt", "begin", "end", "open", "close", "launch", "announce", "born"),
            *("bury", "marry", "land", "crash", "find", "leave", "appoint", "dismiss"),
            *(
                "meet",
                "vote",
                "build",
                "kill",
                "arrest",
                "catch",
                "charge",
                "convict",
                "trial",
                "release",
            ),
            *("deploy", "found", "missing", "steal", "sell", "kidnap", "attack"),
        }
    ),
    AnswerKind.WHERE: frozenset(
        {
            *("attack", "premiere", "crown", "retire", "left", "leave", "declare"),
            *("sign", "meet", "born", "build", "move", "launch", "land", "crash"),
            *("find", "bury", "marry", "open", "kill", "arrest", "catch", "deploy", "live"),
            *("missing", "kidnap", "trial", "steal", "produce"),
        }
    ),
}
"""Whatever the question asks about competes too; no other event word claims a value."""

ALLIED: Final = {
    "open": "begin",
    "close": "end",
    "sell": "buy",
    "pay": "buy",
    "lose": "destroy",
    "catch": "arrest",
    "send": "deploy",
    "launch": "fire",
    "recover": "find",
    "left": "leave",
}
"""Events that reporters tell of one thing: a summit opens and begins, what is sold is paid for."""

OF_PEOPLE: Final = frozenset(
    {
        *("trap", "cross", "evacuate", "rescue", "arrest", "release", "missing", "infect"),
        *("vaccinate", "attend", "charge", "kidnap", "deport", "hospitalize", "survive"),
    }
)
"""Events that happen to people only."""

DONE_TO: Final = OF_PEOPLE - {"cross", "attend", "missing", "survive", "evacuate"} | {
    *("kill", "wound", "catch", "destroy", "damage", "hire", "cut jobs", "fire", "intercept"),
    *("steal", "convict", "acquit"),
}
"""Events that somebody brings upon others."""

DEADLY: Final = frozenset({"kill", "wound", "hospitalize", "survive"})

ALIKE: Final = (
    "ceasefire truce armistice",
    "war conflict offensive invasion invade hostilities",
    "earthquake quake tremor",
    "hurricane storm cyclone typhoon",
    "deal agreement accord pact treaty",
    "home household house dwelling",
    "job position post role",
    "soldier troop",
    "police officer",
    "fire blaze inferno wildfire bushfire",
    "flood flooding deluge",
    "ship vessel boat ferry",
    "plane aircraft jet airliner",
    "crop harvest",
    "company firm",
    "child children kid",
    "person people",
    "hostage captive detainee",
    "militant fighter gunman gunmen",
    "cost price",
    "damage loss",
    "riot unrest",
    "factory plant works",
    "protest demonstration rally march",
    "mine colliery pit",
    "border frontier",
    "stand grandstand",
    "landslide mudslide",
    "lorry truck",
    "airport airfield aerodrome",
    "forest woodland",
    "worker employee",
    "prisoner inmate",
    "parliament assembly legislature",
    "rebel insurgent guerrilla",
    "missile rocket",
    "satellite spacecraft",
    "painting picture canvas portrait",
    "statue sculpture",
    "film movie",
    "compensation damages payout",
    "lawmaker deputy legislator",
    "student pupil schoolchild schoolchildren",
    "doctor physician medic",
    "ton tonne",
    "road highway motorway",
    "fan supporter",
    "spectator onlooker",
    "crash collision collided",
    "know knew known knowledge aware",
    "take took taken",
    "give gave given",
    "see saw seen",
    "go went gone",
    "come came",
    "make made",
    "speak spoke spoken",
    "write wrote written",
    "break broke broken",
    "choose chose chosen",
    "eat ate eaten",
    "drive drove driven",
    "fly flew flown",
    "wear wore worn",
    "hide hid hidden",
    "teach taught",
    "fight fought",
    "lead led",
    "tell told",
    "run ran",
    "lie lied",
)
