from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableArticleError
from index.loaders.decoding import Decoded, decode
from tests.index.loaders.contract import texts

ENGLISH = (
    "The envoy said it was “a step forward” — but the café’s owner, José Müller, did not agree.\n"
)
APOSTROPHE = "The talks went on for hours and nobody knew how they would end. " * 30 + "It’s done."
FRENCH = "Le président a déclaré mardi que l’accord était « historique », malgré tout.\n"
GERMAN = "Die Minister erklärten, die Gespräche würden in Genf weitergeführt – „ohne Eile“.\n"
SPANISH = "La presidenta declaró el martes que el diálogo seguirá mañana, según el señor Núñez.\n"
TURKISH = "Cumhurbaşkanı, ateşkes anlaşmasına uyulması gerektiğini söyledi. Görüşmeler sürüyor.\n"
NAMES = "The U.S. envoy met President Erdoğan on Monday; Mr. Şimşek and Mr. Yılmaz joined.\n"
POLISH = "Premier powiedział we wtorek, że rozmowy będą kontynuowane. Żaden minister nie wie.\n"
CZECH = "Premiér v úterý řekl, že rozhovory budou pokračovat. Žádná dohoda zatím není.\n"
RUSSIAN = "Президент заявил во вторник, что переговоры продолжатся на следующей неделе.\n"
GREEK = "Ο πρωθυπουργός δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν.\n"
HEBREW = "ראש הממשלה אמר ביום שלישי כי השיחות יימשכו בשבוע הבא.\n"
ARABIC = "قال رئيس الوزراء يوم الثلاثاء إن المحادثات ستستمر الأسبوع المقبل.\n"
JAPANESE = "日本の首相は火曜日に記者会見を開いた。" * 3
CHINESE = "总理星期二表示，会谈将于下周继续举行。" * 3


@given(texts)
def test_utf_8_is_decoded_as_it_is_with_or_without_a_mark(text: str) -> None:
    assert decode(text.encode(), "a") == Decoded(text, ())
    assert decode(text.encode("utf-8-sig"), "a") == Decoded(text, ())


@given(texts, st.sampled_from(["utf-16", "utf-32"]))
def test_a_byte_order_mark_names_the_encoding(text: str, encoding: str) -> None:
    note = f"is not UTF-8; read as {encoding.upper()}"
    assert decode(text.encode(encoding), "a") == Decoded(text, (note,))
    big_endian = ("\ufeff" + text).encode(f"{encoding}-be")
    assert decode(big_endian, "a") == Decoded(text, (note,))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (text, "cp1252")
            for text in (ENGLISH, APOSTROPHE, FRENCH, GERMAN, SPANISH, "Café déjà vu")
        ),
        *((text, "cp1254") for text in (TURKISH, NAMES, "Başbakan")),
        *((text, "cp1250") for text in (POLISH, CZECH)),
        *((RUSSIAN, encoding) for encoding in ("cp1251", "koi8_r")),
        *((GREEK, "cp1253"), (HEBREW, "cp1255"), (ARABIC, "cp1256")),
        *((JAPANESE, "cp932"), (CHINESE, "gb18030"), (ENGLISH * 20, "mac_roman")),
    ],
)
def test_other_encodings_are_told_apart_and_named(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a") == Decoded(
        text, (f"is not UTF-8; read as {encoding}",)
    )


def test_damaged_utf_8_is_not_taken_for_another_encoding() -> None:
    content = ENGLISH.encode().replace(b"forward", b"for\xe2ward")
    with pytest.raises(UnreadableArticleError, match="broken byte at 35; save it again as UTF-8"):
        decode(content, "a")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n\0\1", "is binary (it holds null bytes)"),
        (b"\1\2\3\4\5 text", "is binary (it holds control characters)"),
        ("a\0b".encode("utf-16"), "is binary (it holds control characters)"),
        (b"\xff\xfea", "is marked as UTF-16 but is not; save it again as UTF-8"),
        (b"\xef\xbb\xbf\xff", "is marked as UTF-8 but is not; save it again as UTF-8"),
        (
            bytes(range(128, 256)) * 9,
            "can't be decoded (neither UTF-8 nor any other encoding fits)",
        ),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        decode(content, "a.txt")
    assert (caught.value.name, caught.value.reason) == ("a.txt", reason)


@given(st.binary(max_size=200))
def test_bytes_give_text_that_encodes_or_an_error_with_a_reason(content: bytes) -> None:
    try:
        decoded = decode(content, "a")
    except UnreadableArticleError as exc:
        assert exc.reason  # noqa: PT017  (either way is right, and both are checked)
    else:
        assert "\0" not in decoded.text
        decoded.text.encode()
