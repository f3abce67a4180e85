"""Single lines: what is furniture, and what must stay although it looks like it."""

from __future__ import annotations

import pytest

from index.cleaning import LineCounts, find_furniture
from index.records import Article, FurnitureKind, Span

BEFORE = (
    "The council of Marenport approved a new harbour wall on Tuesday after a debate of six hours, "
    "and its engineers expect the first stones to be laid in March."
)
AFTER = (
    "Fishermen had asked for the wall since a storm in 2019 sank eleven boats, said the head of "
    "their union, who called the vote a relief for the whole town."
)


def make_article(text: str, doc_id: str = "a", body: Span | None = None) -> Article:
    return Article(doc_id, None, text, None, None, f"{doc_id}.txt", body or Span(0, len(text)))


def marked(text: str, *others: str) -> list[str]:
    """The furniture of `text` as strings; `others` are the collection's other articles."""
    article = make_article(text)
    counts = LineCounts(
        [article, *(make_article(other, f"b{number}") for number, other in enumerate(others))]
    )
    return [text[one.span.start : one.span.end] for one in find_furniture(article, counts)]


def kind_between_paragraphs(line: str) -> FurnitureKind | None:
    text = f"{BEFORE}\n\n{BEFORE[:-1]} too.\n\n{line}\n\n{AFTER}\n"
    article = make_article(text)
    found = find_furniture(article, LineCounts([article]))
    assert [text[one.span.start : one.span.end] for one in found] in ([], [line])
    return found[0].kind if found else None


PROMPTS = [
    "Click here to read more from the Marenport Herald",
    "CLICK HERE FOR MORE HARBOUR NEWS",
    "Sign up for our free morning newsletter",
    "Sign up for the Harbour Briefing and get it in your inbox every day.",
    "Get the Herald's top stories delivered straight to your inbox.",
    "Subscribe now for unlimited access.",
    "Subscribe to our YouTube channel",
    "Follow us on Facebook and Instagram",
    "Follow Ines Marlow on X: @inesmarlow",
    "Reach the reporter at i.marlow@herald.example or 555-0101.",
    "Ines Marlow can be reached at i.marlow@herald.example.",
    "Leave a Reply",
    "Leave a comment",
    "View all 27 comments",
    "Your email address will not be published. Required fields are marked *",
    "Join the conversation in the comments below",
    "Read the full story on our site",
    "Continue reading below",
    "Article continues below",
    "Download our free app for iOS and Android",
    "Already a subscriber? Log in",
    "This article is only available to subscribers.",
    "By signing up, you agree to our terms of service and privacy policy.",
    "By taking the survey you agree to receive messages from us and our partners.",
    "We use cookies to give you the best experience on our website.",
    "Accept all cookies",
    "Manage preferences",
    "Take our poll",
    "Support independent journalism with a monthly gift",
    "Have a tip? Write to us.",
    "Enjoying this article? Share it with a friend.",
    "🔔 Subscribe to our alerts",
    "**Sign up here for breaking news alerts**",
    "Don't miss out! Subscribe to our newsletter today.",
    "Like this story? Subscribe to Coast Weekly.",
    "You have 2 free articles remaining this month.",
    "Your support makes our work possible. Donate today.",
    "Help keep local news alive. Become a member.",
    "Listen to this article · 6:21 min",
    "Thank you for voting!",
    "We value your privacy",
    "Please enable JavaScript to view this content.",
    "Notify me of follow-up comments by email.",
    "Would you like to receive our newsletter?",
    "Want the news first? Turn on notifications.",
    "Was this article helpful?",
    "Next article",
]
ADVERTS = [
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Sponsored content",
    "Sea-Proof Jackets by Nordhaven - Save 20% With Code WAVE20",
    "Save up to 40% on all winter boots this weekend",
    "Get 15% off your first order with promo code TIDE15",
    "Shop now",
    "Hand-Forged Anchors for Your Garden. Order Yours Today!",
    "We may earn a commission from links on this page.",
    "Buy one, get one free on all lanterns",
    "Only $1 a week for the first 6 months",
    "Try Coast+ free for 30 days",
    "Promoted by Coast Bank",
    "Deal of the day: $29 headphones",
]
LINKS = [
    "Related: Storm sinks eleven boats at Marenport",
    "ALSO READ: How the harbour was built",
    "Read more: Storm sinks eleven boats at Marenport",
    "More:Five walls that did not hold",
    "Watch: Waves break over the old pier",
    "Facebook Twitter WhatsApp Email",
    "Share on Facebook",
    "Read more",
    "WhatsApp",
    "X",
    "Tags: harbour, storm, council",
    "Filed under: Coast",
    "Home | News | Weather | Contact",
    "https://herald.example/harbour/wall",
    "Harbour debate:Council splits over wall as costs double",
    "* * *",
    "_____",
    "Most Read",
    "You may also like",
    "#Marenport #Harbour",
    "Home / World / Europe",
    "Terms | Privacy",
    "Photo gallery: the old pier",
]
CREDITS = [
    "© 2026 Marenport Herald",
    "Copyright 2026 The Herald Company. All rights reserved.",
    "(AP Photo/Dana Reyes)",
    "Waves hit the old pier of Marenport on Monday. Dana Reyes/Getty Images",
    "Photo: Dana Reyes",
    "Reporting by Ines Marlow; editing by Tom Ashby",
    "Tom Ashby contributed to this report.",
    "Contributing: The Associated Press",
    "Updated 3 hours ago",
    "5 min read",
    "Last updated: 4 March 2026, 10:15",
    "This story has been updated with a statement from the union.",
    "Marenport CNN —",
    "— Ines Marlow",
    "A man looks at the wall [Dana Reyes/Al Jazeera]",
    "A man looks at the wall (Reuters)",
    "Ines Marlow, Staff Writer",
    "Story by Ines Marlow",
    "Originally published on coastnews.example",
    "Mar 4, 2026, 10:15 AM",
    "Correction: An earlier version of this article misstated the height of the wall.",
    "The views expressed in this article are the author's own.",
]
NEWS = [
    "The union asked its members to subscribe to the new insurance fund, the minister said.",
    "Subscribers to the streaming service fell by two million in the quarter, the company said.",
    "Regulators fined the company for placing cookies on phones without consent.",
    "The shop offered 20% off all boats after the storm, and sold none.",
    "A poll of 1,200 adults found that most voters support the wall.",
    "Elections will be held in May, when the mayor's term ends.",
    "“Do you think anyone will pay for this wall?” she asked the council.",
    "“Sign up for the night watch if you want your boat to live,” the harbour master told them.",
    "Will the council find the money before the next storm comes?",
    "Who pays for the wall?",
    "What happens next",
    "Costs double as council splits",
    "Key dates",
    "Engineers warn of higher tides",
    "The president signed up more than 300 volunteers in one afternoon.",
    "Follow-up inspections are due in June.",
    "Related costs, such as dredging, will be met by the port.",
    "More than 40 boats lay in the harbour when the storm came.",
    "Share prices of the builder rose by 4%.",
    "Getty Images sued the builder over a picture of the pier in 2021.",
    "Facebook took down the page of the fishermen's union on Friday.",
    "By Monday the water had fallen by a metre.",
    "By Order of the King, the port stayed closed in 1854.",
    "Read aloud in the council, the letter drew applause.",
    "To apply for aid, boat owners must fill in a form at the town hall by June 30.",
    "Captains must register their boats by Oct. 11, according to the port.",
    "The motto of the town is “Nunca nos rendiremos ante el mar ni ante sus dueños”, she said.",
    "“Nunca nos rendiremos ante el mar ni ante los dueños de los barcos de la ciudad.”",
    "Our verdict: false",
    "Diesel: $4.10",
    "$70 billion",
    "1. The wall will be nine metres high",
    "• Fishermen demand compensation",
    "Journalists were kept out of the meeting, which the paper called an attack on its readers.",
    "The newsletter of the union reported the losses first.",
    "The company sends a daily newsletter to 40,000 readers.",
    "Download speeds on the island doubled after the cable was laid.",
    "Update of the flood maps will take two years.",
    "Marenport, a town of 9,000, lives on cod.",
    "Ines Marlow, 41, lost two boats.",
    "Copyright law does not cover the song, the court ruled.",
    "All rights in the wreck belong to the crown, the judge wrote.",
    "Shop owners now fear for the summer.",
    "Twitter users mocked the mayor's plan within minutes.",
    "Help us, say boat owners",
    "Subscribe and save programmes are under review by the regulator.",
    "Written by hand, the note asked for help.",
    "By clicking photographs of the pier, tourists broke a local law.",
    "More: the sums were hidden for years, auditors wrote.",
    "Posted notices warned of the danger.",
    "This report was ordered by the king.",
    "Your boat may be next, the poster read.",
    "Our reporter was in the hall when the vote was taken.",
    "Photographs by survivors show the wave above the lighthouse.",
    "Share of the vote rose to 40%",
    "Only 11 of 40 boats came back",
    "Deal reached",
    "WHO",
    "Order to evacuate lifted",
    "Comments made by the mayor cost him the vote",
    "Sign up for alerts on your phone, officials told the town on Monday.",
    "Total votes cast rose to 9,204, a record",
    "Do you believe in ghosts? The fishermen of Marenport do.",
]


@pytest.mark.parametrize("line", PROMPTS)
def test_a_prompt_to_the_reader_is_marked(line: str) -> None:
    assert kind_between_paragraphs(line) is FurnitureKind.PROMPT


@pytest.mark.parametrize("line", ADVERTS)
def test_an_advert_is_marked(line: str) -> None:
    assert kind_between_paragraphs(line) is FurnitureKind.ADVERT


@pytest.mark.parametrize("line", LINKS)
def test_a_link_or_share_bar_is_marked(line: str) -> None:
    assert kind_between_paragraphs(line) is FurnitureKind.LINKS


@pytest.mark.parametrize("line", CREDITS)
def test_a_credit_or_note_is_marked(line: str) -> None:
    assert kind_between_paragraphs(line) is FurnitureKind.CREDIT


@pytest.mark.parametrize("line", NEWS)
def test_news_stays_whatever_its_words_are(line: str) -> None:
    assert kind_between_paragraphs(line) is None


@pytest.mark.parametrize(
    "notice",
    [
        "Bu sitede size daha iyi hizmet verebilmek için çerezler kullanılmaktadır.",
        "Wir verwenden auf dieser Seite Cookies, um die Zugriffe zu zählen und zu verstehen.",
        "Nous utilisons des témoins pour mesurer l'audience et vous montrer des annonces adaptées.",
        "Мы используем файлы, чтобы сделать сайт удобнее и показывать вам рекламу.",
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على هذا الموقع.",
        "我们使用必要的文件来改进网站并展示广告。",
    ],
)
def test_a_notice_in_another_language_is_marked_under_an_english_article(notice: str) -> None:
    assert kind_between_paragraphs(notice) is FurnitureKind.OTHER_LANGUAGE


def test_an_article_in_another_language_keeps_its_text_and_loses_the_english_notice() -> None:
    story = (
        "El consejo de Marenport aprobó el martes un nuevo muro para el puerto tras seis horas de "
        "debate, y los ingenieros esperan poner las primeras piedras en marzo."
    )
    more = "Los pescadores pedían el muro desde que una tormenta hundió once barcos en el puerto."
    notice = "The texts on this page were put together by a machine and nobody has checked them."
    assert marked("\n\n".join([story, more, story, more, notice])) == [notice]


def test_a_short_english_report_is_not_outvoted_by_the_notices_below_it() -> None:
    notice = (
        "Bu sitede size daha iyi hizmet verebilmek için çerezler kullanılmaktadır ve bu çerezler "
        "sayesinde ziyaret tercihleriniz hatırlanmaktadır."
    )
    notices = f"{notice}\n\nAyrıca {notice[0].lower()}{notice[1:]}"
    assert marked(f"{BEFORE}\n\n{notices}") == notices.split("\n\n")


def test_a_byline_place_and_date_at_the_top_are_marked() -> None:
    head = ["By Ines Marlow", "MARENPORT", "March 4, 2026"]
    text = "\n".join(["Council approves harbour wall", *head, BEFORE, AFTER])
    assert marked(text) == head


def test_a_headline_in_capitals_stays() -> None:
    assert marked("\n".join(["STORM SINKS BOATS", BEFORE, AFTER])) == []


def test_a_date_further_down_is_a_heading() -> None:
    text = "\n".join([BEFORE, AFTER] * 3 + ["March 4, 2026", BEFORE])
    assert marked(text) == []


def test_a_source_below_a_quotation_and_a_list_of_names_stay() -> None:
    quotation = f"{BEFORE}\n\n“The sea owes us nothing.”\n\n— Ines Marlow\n\n{AFTER}"
    names = f"{BEFORE}\n\n- Ines Marlow\n- Tom Ashby\n- Dana Reyes\n\n{AFTER}"
    assert marked(quotation) == marked(names) == []


def test_a_network_that_heads_the_text_about_it_stays() -> None:
    text = f"{BEFORE}\n\nFacebook\n\nOn Facebook the union has 300 members.\n\n{AFTER}"
    assert marked(text) == []


def test_captions_stay_where_they_are_the_article() -> None:
    captions = [
        f"Boat number {number} lies on the beach. Dana Reyes/Getty Images" for number in range(8)
    ]
    assert marked("\n\n".join([BEFORE, *captions])) == []
    assert marked("\n\n".join([BEFORE, AFTER] * 4 + captions[:1])) == captions[:1]
