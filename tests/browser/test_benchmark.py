"""A visit of `make bench` to our page, so that the comparison cannot rot unnoticed."""

from benchmarks.sites import our_site
from benchmarks.visits import KINDS, visit_twice


def test_a_visit_is_measured(tmp_path, chromium):
    """Both visits see the text before the options, get feedback, and ask no other machine."""
    with our_site(tmp_path, chromium) as site:
        measured = visit_twice(site, chromium)
    assert list(measured) == list(KINDS)
    for kind in measured.values():
        assert 0 < kind["text"] <= kind["working"]
        assert kind["feedback"] > 0
        assert kind["elsewhere"] == 0
    fresh, following = measured.values()
    assert following["requests"] < fresh["requests"]  # the script and the styles are cached
    assert following["kilobytes"] < fresh["kilobytes"]
