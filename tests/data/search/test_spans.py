import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.guests import Guest
from data.search import GuestIndex


def bold(name: str, query: str) -> list[str]:
    index = GuestIndex()
    index.put(Guest(id="1", name=name))
    return [name[start:end] for match in index.find(query) for start, end in match.spans]


@pytest.mark.parametrize(
    ("name", "query", "letters"),
    [
        ("Zoya Vinogradova", "zo", ["Zo"]),
        ("Zoya Vinogradova", "vino zoya", ["Zoya", "Vino"]),
        ("Дмитрий Щёкин", "Dmitry", ["Дмитрий"]),
        ("Дмитрий Щёкин", "dmi", ["Дми"]),
        ("Дмитрий Щёкин", "sh", ["Щ"]),
        ("Дмитрий Щёкин", "dmitry shchek", ["Дмитрий", "Щёк"]),
        ("Jürgen Müller", "mueller", ["Müller"]),
        ("Jürgen Müller", "mul", ["Mül"]),
        ("Γιώργος Παπαδόπουλος", "papadopou", ["Παπαδόπου"]),
        ("Ju\u0308rgen", "ju", ["Ju\u0308"]),
        ("王小明", "xiaoming", ["小明"]),
        ("王小明", "xiaoming wang", ["王小明"]),
        ("Anne-Sophie", "annes", ["Anne-S"]),
        ("Anne-Sophie", "sophie", ["Sophie"]),
        ("O'Brien", "obr", ["O'Br"]),
        ("Petra Groß", "gross", ["Groß"]),
        ("Petra Groß", "gro", ["Gro"]),
        ("Jan van der Berg", "vanderberg", ["van", "der", "Berg"]),
        ("Anna Alekseeva", "a anna", ["Anna", "A"]),
        ("محمد علي", "محم", ["محم"]),
    ],
)
def test_the_letters_typed_are_the_letters_in_bold(
    name: str, query: str, letters: list[str]
) -> None:
    assert bold(name, query) == letters


WORDS = st.sampled_from(
    [
        "Zoya",
        "Дмитрий",
        "王小明",
        "Müller",
        "Anne-Sophie",
        "O'Brien",
        "Groß",
        "김민준",
        "Ёлкина",
        "Aaron",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=4, unique=True), st.data())
def test_the_beginnings_of_any_words_in_any_order_find_the_name_and_mark_it(
    words: list[str], data: st.DataObject
) -> None:
    name = " ".join(words)
    typed = data.draw(st.permutations(words))
    query = " ".join(word[: data.draw(st.integers(2, 12))] for word in typed)
    index = GuestIndex()
    index.put(Guest(id="1", name=name))
    (match,) = index.find(query)
    assert match.spans
    ends = [-1, *(end for _, end in match.spans)]
    assert all(
        before < start < end for before, (start, end) in zip(ends, match.spans, strict=False)
    )
    assert match.spans[-1][1] <= len(name)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_and_any_query_are_answered(name: str, query: str) -> None:
    index = GuestIndex()
    index.put(Guest(id="1", name=name, badge_name=query))
    for match in index.find(query):
        assert all(0 <= start < end <= len(query or name) for start, end in match.spans)
    index.remove("1")
    assert index.find(query) == []
