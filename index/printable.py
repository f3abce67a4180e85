"""Text of articles and of file names, made harmless for a terminal without changing a word.

    "\\x1b[31mred"  ─▶  "␛[31mred"     a control character becomes its picture

Line breaks and tabs stay. Only what a person looks at goes through here: a pipe gets the text as
it is.
"""

from __future__ import annotations

_HARMLESS: dict[int, str | None] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},  # ␀ to ␟
    ord("\r"): None,  # the first half of a line break, or a way to overwrite the line
    0x7F: "\u2421",  # ␡
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),  # C1: a terminal may take U+009B for ESC [
    **dict.fromkeys(range(0x202A, 0x202F), None),  # marks that turn the direction of what follows
    **dict.fromkeys(range(0x2066, 0x206A), None),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates can't be encoded
}


def harmless(text: str) -> str:
    """`text` without what would steer a terminal; line breaks stay."""
    return text.translate(_HARMLESS)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 quote", "1,731 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def one_line(text: str) -> str:
    """`text` on one line, harmless too: each run of white space with a break in it is a space."""
    return harmless(" ".join(part.strip() for part in text.splitlines()).replace("\t", " "))
