"""pyproject.toml says which packages the course needs; the other lists must be in step with it."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([\w.-]+==[^\\\n]+?) *\\?$", re.MULTILINE)


@pytest.fixture(scope="module")
def pyproject():
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def environment():
    """Return environment.yml."""
    return YAML(typ="safe").load((ROOT / "environment.yml").read_text("utf-8"))


def bounds(lines):
    """Each package's name and its bounds; the order of a list and of its bounds does not count."""
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(each.name): each.specifier for each in requirements}


def wanted(pyproject):
    """Return the bounds of every package that pyproject.toml asks for."""
    groups = pyproject["dependency-groups"]
    return bounds([*pyproject["project"]["dependencies"], *groups["build"], *groups["test"]])


def listed(environment):
    """Return the bounds of every package that environment.yml installs with pip."""
    lists = (each for each in environment["dependencies"] if isinstance(each, dict))
    return bounds(next(lists)["pip"])


def pins(name):
    """Name and version of every line of a lock file, whatever platform or Python it is for."""
    requirements = [Requirement(pin) for pin in PIN.findall((ROOT / name).read_text("utf-8"))]
    return {(canonicalize_name(each.name), str(each.specifier)[2:]) for each in requirements}


def differences(want, have):
    """One line for each package that is missing, not wanted, or has other bounds."""
    return [
        f"{name}: pyproject.toml has {want.get(name, 'nothing')}, found {have.get(name, 'nothing')}"
        for name in sorted(want | have)
        if want.get(name) != have.get(name)
    ]


def test_environment_has_every_dependency_with_the_same_bounds(pyproject, environment):
    """environment.yml lists what pyproject.toml lists, no more, no less, with equal bounds."""
    assert differences(wanted(pyproject), listed(environment)) == []


def test_environment_has_the_same_python(pyproject, environment):
    """Conda's Python lies within requires-python, bound for bound."""
    python = next(each for each in environment["dependencies"] if str(each).startswith("python "))
    assert SpecifierSet(python.removeprefix("python ")) == SpecifierSet(
        pyproject["project"]["requires-python"]
    )


@pytest.mark.parametrize(
    ("have", "problem"),
    [
        (["voila>=0.5,<0.6"], "voila: pyproject.toml has <0.6,>=0.5.13, found <0.6,>=0.5"),
        ([], "voila: pyproject.toml has <0.6,>=0.5.13, found nothing"),
        (["voila<0.6,>=0.5.13", "six>=1"], "six: pyproject.toml has nothing, found >=1"),
    ],
)
def test_a_difference_is_told(have, problem):
    """A bound that differs, a package that is missing and one too many are each named."""
    assert differences(bounds(["voila>=0.5.13,<0.6"]), bounds(have)) == [problem]


def test_locks_hold_every_dependency_within_its_bounds(pyproject):
    """Each package of pyproject.toml is pinned in a lock, at a version that its bounds allow."""
    locked = pins("requirements.lock") | pins("requirements-test.lock")
    unmet = {
        name: str(specifier)
        for name, specifier in wanted(pyproject).items()
        if not any(name == each and specifier.contains(version) for each, version in locked)
    }
    assert unmet == {}, "run `make lock`"


def test_the_two_locks_install_together():
    """A package that is in both lock files has the same version in both."""
    run, test = pins("requirements.lock"), pins("requirements-test.lock")
    names = {name for name, _ in run}
    assert {pin for pin in test if pin[0] in names} <= run


def test_what_we_are_compared_with_is_locked(pyproject):
    """The lock for `make bench` holds its packages, and our version of what is ours too."""
    run, bench = pins("requirements.lock"), pins("benchmarks/requirements.lock")
    wanted_here = bounds(pyproject["dependency-groups"]["bench"])
    unmet = {
        name
        for name, specifier in wanted_here.items()
        if not any(name == each and specifier.contains(version) for each, version in bench)
    }
    assert unmet == set(), "run `make lock`"
    names = {name for name, _ in run}
    assert {pin for pin in bench if pin[0] in names} <= run


LOCKS = ("requirements.lock", "requirements-test.lock", "benchmarks/requirements.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_index(name):
    """A lock file holds hashes and no address, so it works with any mirror."""
    text = (ROOT / name).read_text("utf-8")
    assert "--hash=sha256:" in text
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)
