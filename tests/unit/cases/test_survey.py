"""The survey: who is asked, what is an answer, and figures that never flatter."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.cases import CloseWay, Outcome
from server_stub.domain.survey import ANSWER_MS, Closing, figures, is_asked, is_drawn, is_in_time, score_of

NOW = 1_795_000_000_000
DAY = 86_400_000
GOOD = Closing("c1", CloseWay.AGENT, Outcome.SOLVED, True, True, False, NOW + 1, None, False)

closings = st.builds(
    Closing,
    case_id=st.uuids().map(str),
    way=st.sampled_from(list(CloseWay)),
    outcome=st.sampled_from(["", *Outcome]),
    answered=st.booleans(),
    parted=st.booleans(),
    left=st.booleans(),
    window_until=st.none() | st.integers(NOW - DAY, NOW + DAY),
    asked_at=st.none() | st.integers(NOW - 60 * DAY, NOW),
    asked_before=st.booleans(),
)


@given(closings, st.integers(0, 100), st.integers(0, 60))
def test_nobody_is_asked_who_should_not_be(case: Closing, share: int, rest_days: int) -> None:
    if not is_asked(case, share, rest_days, NOW):
        return
    assert case.way in (CloseWay.AGENT, CloseWay.LEAD, CloseWay.TIMER)
    assert case.outcome not in ("spam", "wrong_number", "opt_out", "data_request", "no_answer")
    assert case.answered
    assert case.parted
    assert not case.left
    assert not case.asked_before
    assert case.window_until is not None
    assert case.window_until > NOW
    assert case.asked_at is None or NOW - case.asked_at >= rest_days * DAY
    assert share > 0


@pytest.mark.parametrize("way", [CloseWay.AGENT, CloseWay.LEAD, CloseWay.TIMER])
@pytest.mark.parametrize("outcome", ["", Outcome.SOLVED, Outcome.COMPLAINT, Outcome.CANCELLATION])
def test_everybody_else_is_asked(way: CloseWay, outcome: str) -> None:
    assert is_asked(GOOD._replace(way=way, outcome=outcome, asked_at=NOW - 30 * DAY), 100, 30, NOW)
    assert not is_asked(GOOD._replace(way=way, outcome=outcome, asked_at=NOW - 30 * DAY + 1), 100, 30, NOW)


@given(st.text(), st.integers(0, 99))
def test_a_greater_share_asks_all_that_a_smaller_one_does(case_id: str, share: int) -> None:
    assert is_drawn(case_id, 100)
    assert not is_drawn(case_id, 0)
    assert is_drawn(case_id, share + 1) or not is_drawn(case_id, share)


def test_a_share_is_about_that_share() -> None:
    drawn = sum(is_drawn(f"case{number}", 30) for number in range(2_000))
    assert 500 < drawn < 700


@given(st.text(max_size=12) | st.from_regex(r"\s*[0-9]{1,3}[ .!?,]?\s*", fullmatch=True))
def test_only_an_exact_number_is_a_score(text: str) -> None:
    score = score_of(text)
    if score is not None:
        rest = text.strip().removeprefix(str(score))
        assert 1 <= score <= 5
        assert rest in ("", ".", "!", "\u20e3", "\ufe0f\u20e3", "\u20e3.", "\ufe0f\u20e3.", "\u20e3!", "\ufe0f\u20e3!")


@pytest.mark.parametrize(
    ("text", "score"),
    [("1", 1), (" 5\n", 5), ("5️⃣", 5), ("5!", 5), ("4.", 4), ("0", None), ("6", None), ("10", None), ("-3", None)]
    + [(text, None) for text in ("", "5 estrelas ruins", "5?", "5 5", "nota 5", "cinco", "4,5", "4/5", "٥", "５", "5️")],
)
def test_answers_as_people_write_them(text: str, score: int | None) -> None:
    assert score_of(text) == score


@given(st.integers(0, NOW), st.integers(-ANSWER_MS, 2 * ANSWER_MS))
def test_an_answer_comes_after_the_question_and_within_a_day(asked_at: int, later: int) -> None:
    """WhatsApp tells whole seconds: an answer within the second of the question counts."""
    in_time = is_in_time(asked_at, asked_at + later)
    assert in_time or not 0 <= later < ANSWER_MS
    assert not in_time or -1_000 < later < ANSWER_MS


@dataclass
class Sum:
    asked: int = 0
    given: int = 0
    points: int = 0
    happy: int = 0


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 5))))
def test_figures_count_every_question_once(asked: list[tuple[str, int]]) -> None:
    sums: dict[str, Sum] = {}
    for queue, score in asked:
        one = sums.setdefault(queue, Sum())
        one.asked += 1
        one.given += score > 0
        one.points += score
        one.happy += score >= 4
    found = {it.queue_id: it for it in figures(asked)}
    assert found.keys() == sums.keys()
    for queue, one in sums.items():
        told = found[queue]
        assert (told.asked, told.answered, sum(told.scores)) == (one.asked, one.given, one.given)
        assert told.response_percent == pytest.approx(100 * one.given / one.asked, abs=0.06)
        if one.given:
            assert told.mean == pytest.approx(one.points / one.given, abs=0.006)
            assert told.csat_percent == pytest.approx(100 * one.happy / one.given, abs=0.06)
        else:
            assert (told.mean, told.csat_percent) == (None, None)
