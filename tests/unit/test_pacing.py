"""When a batch may go, by the readings of given clocks."""

from __future__ import annotations

import pytest

from liveui_jupyter.core.pacing import ESCAPE, MAX_AGE, QUIET, WINDOW, Pacing, RateLimit


@pytest.fixture
def pacing() -> Pacing:
    """Bookkeeping of a client whose last batch went long ago."""
    pacing = Pacing()
    pacing.sent(0.0)
    return pacing


def test_nothing_is_due_without_a_change(pacing):
    assert not pacing.is_due_some_time
    assert pacing.delay(100.0, 0) > 0


def test_the_first_change_is_told_apart(pacing):
    assert pacing.changed(100.0)
    assert not pacing.changed(100.0)
    pacing.sent(100.1)
    assert pacing.changed(100.2)


def test_a_batch_goes_when_its_tick_has_ended(pacing):
    pacing.changed(100.0)
    assert pacing.delay(100.0, 0) > 0
    pacing.tick_ended()
    assert pacing.delay(100.0, 0) == 0


def test_without_the_end_of_a_tick_a_batch_goes_after_a_pause(pacing):
    pacing.changed(100.0)
    assert pacing.delay(100.0, 0) == pytest.approx(QUIET)
    assert pacing.delay(100.0 + 2 * QUIET, 0) == 0


def test_each_change_puts_the_pause_off(pacing):
    pacing.changed(100.0)
    pacing.changed(100.0 + QUIET / 2)
    assert pacing.delay(100.0 + QUIET, 0) == pytest.approx(QUIET / 2)


def test_changes_that_keep_coming_do_not_put_a_batch_off_for_ever(pacing):
    now = 100.0
    while now < 100.0 + MAX_AGE:
        pacing.changed(now)
        assert pacing.delay(now, 0) > 0
        now += QUIET / 2
    pacing.changed(now)
    assert pacing.delay(now, 0) == 0


def test_a_full_window_holds_batches_back(pacing):
    pacing.sent(100.0)
    pacing.changed(100.01)
    pacing.tick_ended()
    assert pacing.delay(100.01, WINDOW - 1) == 0
    assert pacing.delay(100.01, WINDOW) == pytest.approx(ESCAPE - 0.01)


def test_after_a_while_a_batch_goes_although_the_window_is_full(pacing):
    pacing.sent(100.0)
    pacing.changed(100.01)
    pacing.tick_ended()
    assert pacing.delay(100.0 + ESCAPE, WINDOW) == 0


def test_a_full_window_does_not_make_a_batch_go_earlier(pacing):
    pacing.changed(100.0)
    assert pacing.delay(100.0, WINDOW) == pytest.approx(QUIET)


def test_sending_starts_afresh(pacing):
    pacing.changed(100.0)
    pacing.tick_ended()
    pacing.sent(100.0)
    assert not pacing.is_due_some_time
    pacing.changed(101.0)
    assert pacing.delay(101.0, 0) == pytest.approx(QUIET)


def test_a_burst_is_let_through_then_the_rate_holds():
    limit = RateLimit(rate=10.0, burst=3.0)
    assert [limit.take(100.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert limit.take(100.0) == pytest.approx(0.1)


def test_a_refusal_takes_nothing():
    limit = RateLimit(rate=10.0, burst=1.0)
    limit.take(100.0)
    assert limit.take(100.0) == pytest.approx(0.1)
    assert limit.take(100.05) == pytest.approx(0.05)
    assert limit.take(100.11) == 0.0


def test_over_time_no_more_than_the_rate_goes():
    limit = RateLimit(rate=100.0, burst=10.0)
    sent, now = 0, 50.0
    while now < 60.0:
        if (delay := limit.take(now)) == 0.0:
            sent += 1
        else:
            now += delay + 1e-9
    assert sent <= 10 + 10 * 100
    assert sent > 900


def test_a_pause_saves_up_no_more_than_the_burst():
    limit = RateLimit(rate=10.0, burst=2.0)
    limit.take(0.0)
    assert [limit.take(1_000.0) == 0.0 for _ in range(3)] == [True, True, False]
