"""English words by what they do in a question: the closed classes, and the verbs of the news.

They are general English, none of one topic; what is in no list is taken for a noun or a name.
"""

from __future__ import annotations

from typing import Final

from index.terms import STOP_WORDS


def listed(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


BE: Final = listed("is are was were be been being am")
HAVE: Final = listed("have has had having")
AUXILIARY: Final = (
    BE | HAVE | listed("do does did will would can could shall should may might must ought")
)
ASKING: Final = listed("who whom whose what which when where why how whoever whatever")
PREPOSITIONS: Final = listed(
    """about above across after against along amid among around as at before behind below beneath
    beside between beyond by concerning despite during except following for from in inside into
    like near of off on onto out outside over past per regarding since than through throughout till
    to toward towards under until up upon via with within without"""
)
SUBORDINATING: Final = ASKING | listed(
    "if because after before while once as whether since until although though unless"
)
"""What a clause begins with; not "that", which does much else."""

FRONTED: Final = SUBORDINATING - ASKING | {"when"}
"""What a clause before the main one begins with."""

ARTICLES: Final = listed("the a an")
NUMBERS: Final = listed("two three four five six seven eight nine ten")
DETERMINERS: Final = NUMBERS | listed(
    """the a an this that these those my your his her its our their some any no each every all both
    few many much more most several another other which what whose enough such only"""
)
ADVERBS: Final = listed(
    """now still yet already again soon recently lately just even ever never always often sometimes
    today tonight tomorrow yesterday really actually exactly currently finally so far instead
    perhaps maybe please ok okay well too also else there here then back away together apart
    anymore later long earlier precisely first not"""
)
PRONOUNS: Final = listed(
    """i me we us you he him she her it they them himself herself itself themselves mine yours
    hers theirs anyone anybody someone somebody everyone everybody nobody anything something nothing
    everything one ones"""
)
FUNCTION_WORDS: Final = (
    STOP_WORDS
    | AUXILIARY
    | PREPOSITIONS
    | SUBORDINATING
    | DETERMINERS
    | ADVERBS
    | PRONOUNS
    | listed("and or but nor plus vs versus according")
)

DAYS: Final = listed(
    """january february march april May june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday today tonight tomorrow yesterday spring summer
    autumn winter christmas easter ramadan"""
)
"""Names of days and seasons; only with a capital is "May" one."""

PERIODS: Final = listed("day week weekend month quarter season year decade century night morning")
"""What "last" and "this" make a time: "last week"."""

LIGHT_VERBS: Final = listed(
    "say tell think happen do go come get make know mean look let give take"
)
"""Verbs that leave open what is asked about: "what happened?", "what did they say?"."""

LIGHT: Final = LIGHT_VERBS | listed(
    """place people person persons thing things stuff way kind sort reason reasons detail details
    next like explain show talk talking gone done"""
)
"""These and the nouns that do so."""

GENERAL: Final = LIGHT | listed(
    """many number name names day days date time times year years month months week weeks moment
    part parts case question latest last news update updates situation"""
)
"""What is too general to be told as a subject."""

COLLECTIVE: Final = listed(
    """people police men women children family team band group company government army party crew
    union club committee council board staff media public troops militia"""
)
"""Nouns that "they" may mean though they don't end in "s"."""

SAYING: Final = listed(
    """say tell think believe claim announce report hope fear agree deny suggest show mean promise
    warn insist confirm argue hint expect demand require ensure doubt admit declare find decide
    learn hear see feel understand know remember assume propose recommend vow pledge threaten
    complain accept estimate predict"""
)
"""Verbs that a clause follows, with "that" or without: "said it would"."""

_IRREGULAR: Final = """
    become became, begin began begun, break broke broken, bring brought, build built, buy bought,
    choose chose chosen, come came, cut cut, do did done, draw drew drawn, drive drove driven,
    eat ate eaten, fall fell fallen, feel felt, fight fought, find found, flee fled, fly flew flown,
    forbid forbade forbidden, freeze froze frozen, get got gotten, give gave given, go went gone,
    grow grew grown, have had, hear heard, hide hid hidden, hit hit, hold held, hurt hurt,
    keep kept, know knew known, lay laid, lead led, leave left, lend lent, let let, lie lay lain,
    lose lost, make made, mean meant, meet met, pay paid, put put, quit quit, read read,
    rebuild rebuilt, ride rode ridden, rise rose risen, run ran, say said, see saw seen,
    seek sought, sell sold, send sent, set set, shake shook shaken, shoot shot, show shown,
    shut shut, sink sank sunk, speak spoke spoken, spend spent, spread spread, stand stood,
    steal stole stolen, stick stuck, strike struck, sue sued, take took taken, teach taught,
    tear tore torn, tell told, think thought, throw threw thrown, try tried,
    understand understood, win won, withdraw withdrew withdrawn, write wrote written, bear born,
    catch caught
"""
IRREGULAR: Final = {
    form: group.split()[0] for group in _IRREGULAR.split(",") for form in group.split()[1:]
}
"""The verb of each past form that doesn't end in "ed"."""

VERBS: Final = frozenset(IRREGULAR.values()) | listed(
    """accept accuse achieve act add admit affect agree allow announce answer appear apply approve
    argue arrest arrive ask assume attend avoid ban believe belong blame block bomb burn call cancel
    carry cause change claim close comply condemn confirm consider contain continue contradict
    control cost cover create cross damage deal decide declare defend delay delete deliver demand
    deny depend describe destroy detain develop die disagree disarm disappear discover discuss earn
    elect employ enable end ensure enter escape estimate exclude exist expand expect explain explode
    face fail favor favour fear fill finish fire follow force form fund gain gather govern guarantee
    happen hate head help hint hire hope host identify ignore include increase injure insist intend
    invade invest invite involve join kill lack last launch learn lift live look maintain manage
    move name need negotiate occur offer open operate oppose order organise organize own
    participate pass permit plan play pledge predict prefer prepare present prevent produce promise
    propose protect protest prove provide publish pull push raise reach react receive recommend
    recover refuse reject release remain remember remove reopen repair replace reply report request
    require resign resist resolve respond restrict resume return reveal rule save seem seize serve
    settle sign sit solve start stay stop succeed suffer suggest supply support suspect suspend talk
    threaten travel treat trust turn use vote vow wait walk want warn wear wish work worry wound"""
)
NOUNS_TOO: Final = listed(
    """act answer arrest ban bomb break call cause change claim control cost cover cross cut damage
    deal delay demand doubt drive end escape estimate face fall favor favour fear fight find fire
    fly force form freeze fund gain head help hint hit hold hope host hurt increase lack last
    launch lay lead leave lie lift live look move name need offer open order own pass pay plan play
    pledge present promise protest push put raise reach read release repair reply report request
    return ride rise rule run say set shake shoot show sign sink spread stand start stay stick
    stop strike supply support suspect talk tear travel treat trust try turn use vote vow wait walk
    wish work worry wound bear catch block saw fell ground"""
)
"""Those of `VERBS` that are nouns or adjectives as well."""
