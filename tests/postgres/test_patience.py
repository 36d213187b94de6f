"""Who waits for too long is helped, and nobody else."""

from __future__ import annotations

from threading import Event

import pytest

from wesley.postgres.patience import unless_done


def test_what_takes_too_long_is_acted_upon_while_it_waits() -> None:
    helped = Event()
    with unless_done(0.001, helped.set):
        assert helped.wait(60)


def test_what_is_over_in_time_is_left_alone_however_it_ends() -> None:
    helped = Event()
    with unless_done(0.05, helped.set):
        pass
    with pytest.raises(LookupError), unless_done(0.05, helped.set):
        raise LookupError
    assert not helped.wait(0.2)
