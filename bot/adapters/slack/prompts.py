"""Suggestions in the bot's Messages tab, drawn from what moved last and what was published last."""

from __future__ import annotations

import logging
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from bot.adapters.slack import phrases
from bot.adapters.slack.limits import PROMPTS
from bot.adapters.slack.network import UNDELIVERED, patiently, told

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.core.live_archive import LiveArchive

logger = logging.getLogger(__name__)


def prompts(archive: LiveArchive) -> list[dict[str, str]]:
    """Issues and articles by turns, the newest of each first; none while there is no index."""
    issues = (phrases.prompt_for_issue(*one) for one in archive.issues)
    articles = (
        phrases.prompt_for_article(source.doc_id, source.title, source.published)
        for source in archive.listed
        if source.title
    )
    by_turns = chain.from_iterable(zip_longest(issues, articles))
    chosen = islice(filter(None, by_turns), PROMPTS)
    return [{"title": title, "message": message} for title, message in chosen]


async def suggest(client: AsyncWebClient, channel: str, archive: LiveArchive) -> None:
    """Show the suggestions in a Messages tab that was opened; failing is logged only.

    Without a thread: there Slack would leave them out without a word.
    """
    chosen = prompts(archive)
    if not chosen:
        return
    try:
        await patiently(
            lambda: client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, prompts=chosen, title=phrases.PROMPTS
            )
        )
    except UNDELIVERED as error:
        logger.info("nothing could be suggested in %s: %s", channel, told(error))
