"""Block Kit ─▶ a web page that looks much as Slack does, to look at replies without Slack.

Only what the bot sends is drawn. Nothing is fetched: the page is complete in itself.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STYLE: Final = """
body { margin: 0; background: #fff; color: #1d1c1d;
       font: 15px/22px Lato, "DejaVu Sans", sans-serif; }
main { width: 660px; padding: 16px 20px; }
.message { display: flex; gap: 10px; margin: 0 0 18px; }
.reply { margin-left: 44px; }
.face { flex: none; width: 36px; height: 36px; border-radius: 6px; color: #fff; text-align: center;
        font: bold 18px/36px sans-serif; }
.who { font-weight: 900; } .when, .alone { color: #616061; font-size: 12px; margin-left: 6px; }
.app { background: #ddd; color: #616061; font-size: 10px; padding: 1px 3px; border-radius: 2px;
       margin-left: 4px; vertical-align: 1px; }
.body { flex: 1; min-width: 0; overflow-wrap: anywhere; }
blockquote { margin: 4px 0; padding: 0 0 0 12px; border-left: 4px solid #ddd; }
.section, .rich { margin: 6px 0; }
h3 { font-size: 18px; margin: 10px 0 4px; }
.context { color: #616061; font-size: 13px; line-height: 18px; margin: 2px 0 6px; }
.context span + span::before { content: " "; }
code { border: 1px solid #ddd; background: #f8f8f8; color: #c01343; border-radius: 3px;
       font: 12px "DejaVu Sans Mono", monospace; padding: 1px 3px; }
a { color: #1264a3; text-decoration: none; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
button { font: bold 13px/28px Lato, sans-serif; background: #fff; border: 1px solid #bbb;
         border-radius: 4px; padding: 0 12px; color: #1d1c1d; }
.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
.danger { color: #e01e5a; border-color: #e01e5a; }
.modal { border: 1px solid #ccc; border-radius: 8px; width: 520px; padding: 12px 24px;
         margin: 0 0 18px; box-shadow: 0 4px 14px #0003; }
textarea { width: 96%; height: 70px; border: 1px solid #888; border-radius: 4px; color: #888; }
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it is drawn: who says it, below what, and whether to one person alone."""

    who: str
    blocks: Sequence[dict[str, Any]]
    text: str = ""
    is_bot: bool = True
    is_reply: bool = False
    to_one: bool = False


def page(shown: Iterable[Shown | dict[str, Any]]) -> str:
    """The page with some messages and modals, a modal as Slack knows it."""
    drawn = "".join(_modal(one) if isinstance(one, dict) else _message(one) for one in shown)
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><main>{drawn}</main>'


def _message(one: Shown) -> str:
    colour = "#1b3a57" if one.is_bot else "#9d5b2b"
    alone = '<div class="alone">Only visible to you</div>' if one.to_one else ""
    app = '<span class="app">APP</span>' if one.is_bot else ""
    body = "".join(map(_block, one.blocks)) or f'<div class="section">{_mrkdwn(one.text)}</div>'
    return (
        f'<div class="message{" reply" if one.is_reply else ""}">'
        f'<div class="face" style="background:{colour}">{one.who[0].upper()}</div>'
        f'<div class="body">{alone}<span class="who">{html.escape(one.who)}</span>{app}'
        f'<span class="when">9:41 AM</span>{body}</div></div>'
    )


def _modal(view: dict[str, Any]) -> str:
    body = "".join(map(_block, view["blocks"]))
    ends = [view[name] for name in ("close", "submit") if name in view]
    buttons = "".join(f"<button>{_text(one)}</button>" for one in ends)
    return (
        f'<div class="modal"><h3>{_text(view["title"])}</h3>{body}'
        f'<div class="buttons">{buttons}</div></div>'
    )


def _block(block: dict[str, Any]) -> str:
    match block["type"]:
        case "section":
            return f'<div class="section">{_text(block["text"])}</div>'
        case "header":
            return f"<h3>{_text(block['text'])}</h3>"
        case "context":
            inner = "".join(f"<span>{_text(one)}</span>" for one in block["elements"])
            return f'<div class="context">{inner}</div>'
        case "actions":
            return f'<div class="buttons">{"".join(map(_button, block["elements"]))}</div>'
        case "rich_text":
            return f'<div class="rich">{"".join(map(_rich, block["elements"]))}</div>'
        case "input":
            hint = _text(block["element"]["placeholder"])
            return f"<b>{_text(block['label'])}</b> (optional)<br><textarea>{hint}</textarea>"
        case kind:
            raise ValueError(kind)


def _button(button: dict[str, Any]) -> str:
    return f'<button class="{button.get("style", "")}">{_text(button["text"])}</button>'


def _rich(element: dict[str, Any]) -> str:
    inner = "".join(map(_run, element["elements"]))
    return f"<blockquote>{inner}</blockquote>" if element["type"] == "rich_text_quote" else inner


def _run(run: dict[str, Any]) -> str:
    shown = html.escape(run.get("text") or run.get("fallback") or "").replace("\n", "<br>")
    if run["type"] == "link":
        return f'<a href="{html.escape(run["url"])}">{shown}</a>'
    style = run.get("style", {})
    if style.get("code"):
        return f"<code>{shown}</code>"
    return f"<b>{shown}</b>" if style.get("bold") else shown


def _text(text: dict[str, Any]) -> str:
    return _mrkdwn(text["text"]) if text["type"] == "mrkdwn" else html.escape(text["text"])


def _mrkdwn(text: str) -> str:
    """As Slack reads it; its three escapes are those of HTML."""
    shown = re.sub(r"<(https?://[^|>]+)\|([^>]*)>", r'<a href="\1">\2</a>', text)
    shown = re.sub(r"<@\w+>", '<a href="#">@Dateline</a>', shown)
    shown = re.sub(r"`([^`]+)`", r"<code>\1</code>", shown)
    shown = re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?!\w)", r"<b>\1</b>", shown)
    return re.sub(r"^> (.*)$", r"<blockquote>\1</blockquote>", shown, flags=re.MULTILINE)
