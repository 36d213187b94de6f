"""The garbage collector is off inside the block, and as before behind it."""

from __future__ import annotations

import gc

import pytest

from wesley.cli.collector import collector_off


def test_off_and_on_again() -> None:
    assert gc.isenabled()
    with collector_off():
        assert not gc.isenabled()
        with collector_off():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_on_again_after_a_failure() -> None:
    with pytest.raises(KeyError), collector_off():
        raise KeyError
    assert gc.isenabled()
