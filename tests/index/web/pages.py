"""Pages of a site of news that there is none of: one story as many sites would write it."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Harbour council votes to keep the night ferry"
PUBLISHED: Final = "2026-01-25"
LAST: Final = "“We will be on the quay at eleven,” said the ferry’s cook, Zoë Brandão."

PARAGRAPHS: Final = (
    "The harbour council of Lindmouth voted on Saturday to keep the night ferry to the outer "
    "islands for three more years, after a debate that lasted until two in the morning.",
    "Nine of the fourteen members were in favour. The line costs the town €240,000 a year, which "
    "is about a third more than it takes in from the fares of those who travel at night.",
    "“Without it there is no late shift at the cannery, and without the late shift there is no "
    "cannery,” the mayor, Jörg Fjällström, told the members before they voted.",
    "Opponents had asked for a smaller boat, which would have left from the old pier. An engineer "
    "of the port said that its engine would not last a winter among the drifting ice.",
    "The timetable stays as it is until the end of March. From April on the last boat leaves an "
    "hour earlier on Sundays, and the crossing by way of Tarn Island is given up.",
    LAST,
)

META: Final = f'<meta property="article:published_time" content="{PUBLISHED}T08:30:00+01:00">'


def story(
    title: str = TITLE,
    head: str = META,
    charset: str = "utf-8",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    body: str = "",
) -> str:
    """A page with the story; `charset` is what it names itself, "" for nothing."""
    named = f'<meta charset="{charset}">' if charset else ""
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head>{named}<title>{title}</title>{head}</head><body>'
        "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a> <a href='/weather'>Weather</a></nav>"
        f"<main><article><h1>{title}</h1>\n{text}\n{body}</article></main>"
        "<footer>Copyright 2019 The Lindmouth Gull</footer></body></html>"
    )


def short(title: str, *paragraphs: str, head: str = "") -> str:
    """A page that says little."""
    return story(title, head, paragraphs=paragraphs)
