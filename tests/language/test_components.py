"""The pipeline's own components: bodies with one name each, and who is asked to do what by when."""

from __future__ import annotations

import pytest

from pipeline.language.sentences import language_pipeline, read_sentences, split_sentences


def test_components_find_what_they_need() -> None:
    problems = language_pipeline().analyze_pipes()["problems"]
    assert set(problems) == {"cues", "body_names", "bodies", "demands", "kinds", "acts"}
    assert not any(problems.values())


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("BOB ICB was told.", ["Buckinghamshire, Oxfordshire and Berkshire West Integrated Care Board"]),
        (
            "The Buckinghamshire, Oxfordshire and Berkshire West Integrated Care Board was told.",
            ["Buckinghamshire, Oxfordshire and Berkshire West Integrated Care Board"],
        ),
        ("The Northshire County Council met the DfT again.", ["Northshire County Council", "Department for Transport"]),
        ("Ask the Cabinet Member for Children and Families.", ["Cabinet Member for Children and Families"]),
        ("Rain fell on the hills.", []),
    ],
)
def test_bodies_have_one_name(sentence: str, names: list[str]) -> None:
    assert [body.name for body in read_sentences([sentence])[0].bodies] == names


@pytest.mark.parametrize(
    ("sentence", "demand"),
    [
        (
            "The Panel recommends that the Trust publishes its figures by March 2026.",
            ("Trust", "publishes", "by March 2026"),
        ),
        ("The ICB should, within six months, review its contracts.", ("ICB", "review", "within six months")),
        ("That Northshire County Council appoints a lead officer.", ("Northshire County Council", "appoints", "")),
        ("For the ICB to explain its plan.", ("ICB", "explain", "")),
        ("To publish the minutes quarterly.", ("", "publish", "quarterly")),
        ("The ICB and the County Council should jointly fund a pilot.", ("ICB and the County Council", "fund", "")),
        ("The clinic opened in 1975.", ("", "", "")),
    ],
)
def test_who_is_to_do_what_by_when(sentence: str, demand: tuple[str, str, str]) -> None:
    found = read_sentences([sentence])[0].demand
    assert (found.who, found.verb, found.when) == demand


def test_parts_of_a_demand_are_the_sentences_own_words() -> None:
    sentence = "We urge Northshire Community Trust and the ICB to reopen the ward before winter 2027."
    found = read_sentences([sentence])[0].demand
    assert all(part in sentence for part in (found.who, found.verb, found.when))
    assert found.who


def test_sentences_keep_their_place() -> None:
    text = "No. 5 was shut. The Trust should reopen it, e.g. in May. It must."
    assert all(text[start : start + len(sentence)] == sentence for start, sentence in split_sentences(text))


def test_reading_twice_gives_the_same() -> None:
    sentences = ["The Panel recommends that the Trust publishes its figures.", "The Trust agrees."]
    assert read_sentences(sentences) == read_sentences(sentences)
    assert read_sentences(sentences)[1] == read_sentences(sentences[1:])[0]
