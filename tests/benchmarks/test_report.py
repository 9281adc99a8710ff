"""The table of `make bench` says what was measured, and where the ratios stand."""

import doctest
import importlib

import pytest

from benchmarks.report import ROWS, ratios, table
from benchmarks.sites import OURS, PANEL, STREAMLIT, VOILA

WORKING = {OURS: 0.5, VOILA: 4.0, PANEL: 1.5, STREAMLIT: 1.0}
MODULES = (
    "report",
    "evidence_report",
    "open_page",
    "learner",
    "load_report",
    "sites",
    "visits",
    "house",
    "load",
    "pages",
)


def visits(working):
    """Return what one round measured when the first option came after so many seconds."""
    one = dict.fromkeys((key for _name, key, _style in ROWS), 1.0) | {"working": working}
    return [{"fresh browser": one, "following visit": one}]


def test_ratios_are_of_the_fastest_peer():
    """Panel and Streamlit count as one: the faster; each ratio stands beside goal and floor."""
    lines = ratios({site: visits(seconds) for site, seconds in WORKING.items()}).splitlines()
    assert lines[1].strip() == (
        "8.0 times as fast as stock Voila: above the floor of 7, below the goal of 10"
    )
    assert "2.0 times as fast as Streamlit (fastest of Panel, Streamlit): above" in lines[2]


def test_table_has_a_column_for_each_site():
    """Sites stand side by side, memory in the last line."""
    measured = {site: visits(seconds) for site, seconds in WORKING.items()}
    lines = table(measured, dict.fromkeys(WORKING, 12.34)).splitlines()
    assert lines[0].split("  ")[0] == ""
    assert [name for name in WORKING if name in lines[0]] == list(WORKING)
    assert lines[-1].startswith("private memory per page, MB ")
    assert lines[-1].split()[-4:] == ["12.3"] * 4


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    """Each example in the docstrings of the benchmarks gives what it says."""
    assert doctest.testmod(importlib.import_module(f"benchmarks.{name}")).failed == 0
