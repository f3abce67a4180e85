"""Pages without an article are refused, and news that sounds like them is not. All made up."""

from __future__ import annotations

import time

import pytest

from index.web.judging import LEAST_WORDS, why_none

URL = "https://post.example/2026/ferry"
SENTENCE = (
    "The council of the harbour town met on Tuesday evening and voted for the new ferry line after "
    "a long debate about what it would cost and who would pay for it in the end."
)

PAYWALL = "it shows no more than a beginning: the rest is behind a paywall"
CONSENT = "it asks for consent (to cookies) and shows no article before"
DOOR = "its site asks visitors to prove that they are people"
ERROR = "it is an error page, whatever its status says"

NONE = {
    PAYWALL: [
        "Subscribe to continue reading",
        "Subscribe now to unlock this article",
        "Subscribe for full access to all our journalism",
        "Already a subscriber? Log in",
        "This article is for subscribers only.",
        "This content is available to registered users",
        "This story is reserved for our paying members.",
        "Subscriber-only content",
        "Exclusive to our subscribers",
        "To continue reading, subscribe now.",
        "To read the full story, subscribe or sign in.",
        "Want to keep reading?",
        "Keep reading for just $1 a week",
        "Sign in to continue reading",
        "Register for free to continue",
        "Become a member to read this story",
        "You need to be a subscriber to read this article",
        "You have reached your limit of free articles this month.",
        "You’ve read your last free article",
        "You have 2 free articles left",
    ],
    CONSENT: [
        "Before you continue to YourTube",
        "We value your privacy\nWe and our 842 partners store information on a device",
        "We and our partners process personal data such as IP addresses",
        "We use cookies to improve your experience",
        "This website uses cookies",
        "Accept all cookies",
        "Accept all",
        "By clicking Accept, you agree to our use of cookies",
        "Manage your privacy settings",
        "Manage consent",
        "See our cookie policy",
    ],
    DOOR: [
        "Please enable JavaScript to view this page",
        "JavaScript is disabled in your browser",
        "Enable JavaScript and cookies to continue",
        "Verifying you are human. This may take a few seconds.",
        "Please verify you are a human",
        "To continue, please confirm that you're not a robot",
        "Are you a robot?",
        "Just a moment...",
        "Checking your browser before accessing",
        "Attention Required! | Cloudflare",
        "Access Denied",
        "Access to this page has been denied",
        "Our systems have detected unusual traffic from your computer network",
    ],
    ERROR: [
        "404",
        "Error 404",
        "404 Not Found",
        "404 - Page not found",
        "404 | City Post",
        "Page not found | City Post",
        "Not Found",
        "403 Forbidden",
        "410 Gone",
        "500 Internal Server Error",
        "502 Bad Gateway",
        "HTTP Error 503. The service is unavailable",
        "Service temporarily unavailable",
        "Oops!",
        "Sorry, the page you are looking for could not be found.",
        "Sorry, this page isn't available.",
        "The article you are looking for has been removed",
        "The page you requested was not found",
        "The page may have been moved or deleted",
        "This page does not exist.",
        "This page is no longer available",
        "Something went wrong. Please try again later.",
        "We're sorry, but something went wrong.",
        "An error occurred while processing your request",
        "Our site is down for maintenance",
    ],
}

NEWS = [
    ("Fisherman still missing", "His body was not found, police said. The boy could not be found."),
    ("404 people were killed in floods", "404 people were killed when the river rose."),
    ("410 jobs to go at steel plant", "410 jobs are to go, the firm said. Gone are the good days."),
    ("503 homes without power", "503 homes were left without power. 500 – so many were cut off."),
    (
        "500: a landmark",
        "500 - the number of days since the siege began.\n451 errors were counted.",
    ),
    ("Forbidden palace reopens", "403 years after it was built, the palace reopens."),
    ("Rebels refuse to accept all conditions", "Accept all conditions, the rebels were told."),
    ("Access denied to aid workers", "Access denied to aid workers at the crossing, a board said."),
    ("Access denied: lorries wait", "Access to the site is denied to inspectors, they say."),
    (
        "A page of history",
        "The page of history was turned. This page has been moved into the past.",
    ),
    ("Page missing from report", "A page was removed from the report, the inquiry heard."),
    ("Attack on ministry", "The ministry's page could not be found for hours, officials said."),
    ("Ministry offline", "The website of the ministry is unavailable after an attack."),
    ("Just a moment of silence", "Just a moment of silence was held for the victims."),
    ("Court rules on cookies", "Sites may not place cookies without consent, the court ruled."),
    (
        "Bakery sells cookies",
        "The bakery uses cookies of oats. Soldiers accept cookies from children.",
    ),
    (
        "Palace changes cookie policy",
        "The cookie policy of the palace kitchen changed: no more nuts.",
    ),
    ("Privacy bill", "The minister said: people value your privacy. They manage consent forms."),
    ("Partners stand firm", "“We and our partners are determined to reach a deal,” he said."),
    ("Papers put up paywalls", "Readers must subscribe to read more, publishers said."),
    ("Farmers and seed", "Farmers subscribe to get seed. Nations subscribe to keep the peace."),
    ("Pupils keep reading", "Children continue reading with their parents for an hour a day."),
    (
        "Bill read again",
        "To continue reading the bill took hours. To keep reading rooms open costs.",
    ),
    ("Names read out", "To read the names took three hours."),
    ("Seats for members", "The content is for members of the panel. The club is for members only."),
    ("Already a member", "The country, already a member of the bank, wants more."),
    ("Fraud at bank", "Customers who already have an account are affected, the bank said."),
    ("Aid list", "Residents have to register to continue receiving aid, and log in to read it."),
    ("Force", "“You have used all the force you have,” the judge told him."),
    ("Count delayed", "An error occurred in the count. An error has occurred before, they said."),
    ("Error: mayor admits mistake", "Error by the pilot led to the crash. Oops, the mayor said."),
    ("Not found: search goes on", "The plane was not found."),
    ("Launch fails", "Something went wrong 30 seconds after lift-off, engineers said."),
    ("Attention required: bird flu", "Attention required, vets say, as bird flu spreads."),
    ("Are you a robot? Firm tests androids", "Are you a robot? he asked. It scans you."),
    ("Scans of eyes", "The firm scans eyes to verify that you are human."),
    ("Browser maker fined", "The firm was fined for asking users to enable JavaScript."),
    ("Line 4 stands still", "The service is temporarily unavailable because of a fire, it said."),
    ("Reactor", "The site is under maintenance until May, its operator said."),
    ("Papers asked for", "The content you requested is secret, the office wrote back."),
]


def report(words: int, beginning: str = "") -> str:
    """Text of so many words, the last of them in a line of their own."""
    wanted = words - len(beginning.split())
    filling = SENTENCE.split() * (wanted // 10)
    return f"{beginning}\n{' '.join(filling[:wanted])}".strip()


@pytest.mark.parametrize(
    ("why", "said"), [(why, one) for why, all_ in NONE.items() for one in all_]
)
def test_a_page_that_says_what_only_such_pages_say_is_refused(why: str, said: str) -> None:
    assert why_none(URL, said, report(60), is_free=True) == why
    assert why_none(URL, "City Post", f"{report(60)}\n{said}", is_free=True) == why
    assert why_none(URL, "City Post", f"{said}\n{report(60)}", is_free=True) == why


@pytest.mark.parametrize("words", [LEAST_WORDS, 70, 140])
@pytest.mark.parametrize(("title", "said"), NEWS)
def test_short_news_that_sounds_like_such_a_page_is_an_article(
    title: str, said: str, words: int
) -> None:
    assert why_none(URL, title, report(words, said), is_free=True) is None
    assert why_none(URL, "A report", report(words, said), is_free=True) is None


@pytest.mark.parametrize("said", [one for all_ in NONE.values() for one in all_])
def test_an_article_of_normal_length_may_say_all_of_it(said: str) -> None:
    assert why_none(URL, "On the web of today", report(300, said), is_free=True) is None


def test_a_page_that_calls_itself_only_partly_readable_is_refused_unless_it_is_long() -> None:
    assert why_none(URL, "Ferry opens", report(200), is_free=False) == PAYWALL
    assert why_none(URL, "Ferry opens", report(300), is_free=False) is None
    assert why_none(URL, "Ferry opens", report(200), is_free=True) is None


def test_too_little_text_is_refused_and_counted() -> None:
    short = why_none(URL, "Ferry opens", report(LEAST_WORDS - 1), is_free=True)
    assert short == "it holds too little text for an article (39 words)"
    one = why_none(URL, "Ferry opens", "Opens", is_free=True)
    assert one == "it holds too little text for an article (1 word)"
    assert why_none(URL, "Ferry opens", report(LEAST_WORDS), is_free=True) is None


@pytest.mark.parametrize(
    "path",
    ["", "/", "/index.html", "/index.php", "/default.aspx", "/home", "/en/", "/en-gb", "/#a"],
)
def test_a_front_page_is_refused(path: str) -> None:
    why = why_none(f"https://post.example{path}", "City Post", report(300), is_free=True)
    assert why == "it is the front page of a site; give the address of one article"


@pytest.mark.parametrize(
    "path", ["/?p=123", "/ferry", "/1234", "/en/ferry", "/homes-without-power"]
)
def test_the_address_of_an_article_is_no_front_page(path: str) -> None:
    assert why_none(f"https://post.example{path}", "A", report(300), is_free=True) is None


@pytest.mark.parametrize("mark", ["!", "!\u00ad", "- ", "a", "we\u00adand\u00adour\u00ad", "'"])
def test_a_hostile_text_is_judged_at_once(mark: str) -> None:
    start = time.monotonic()
    assert why_none(URL, mark * 300, (mark * 2_000_000).replace(" ", "—"), is_free=True)
    assert time.monotonic() - start < 5
