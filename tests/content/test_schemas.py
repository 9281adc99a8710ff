"""JSON Schemas: what editors accept is what our readers accept, as far as a schema can see."""

import json

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from course.content.kinds import KINDS
from course.content.library import Library
from course.content.schemas import MODELS, schema, schema_json
from course.content.yaml_files import read_yaml
from course.errors import ContentError
from tests.content.test_item_banks import BROKEN

FILES = [
    (kind, path)
    for kind in MODELS
    if KINDS[kind].ending == ".yaml"
    for path in Library().files(kind).values()
]


def document(path):
    """Return a YAML file as plain JSON types; None when it is no YAML at all."""
    try:
        return json.loads(json.dumps(read_yaml(path, path.name), default=str))
    except (ContentError, TypeError):
        return None


def accepts(kind, content):
    """Tell whether the schema of a kind has nothing to say against a document."""
    return Draft202012Validator(schema(kind)).is_valid(content)


def test_schemas_are_schemas():
    """Each schema is itself sound, of draft 2020-12, and the same on each call."""
    assert MODELS
    for kind in MODELS:
        assert schema(kind)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
        Draft202012Validator.check_schema(schema(kind))
        assert json.loads(schema_json(kind)) == schema(kind)


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _kind, path in FILES])
def test_shipped_files_fit(kind, path):
    """Every shipped file fits the schema of its kind."""
    assert list(Draft202012Validator(schema(kind)).iter_errors(document(path))) == []


BANKS = {path.stem: document(path) for path in BROKEN.glob("*.yaml")}


def is_valid(content):
    """Tell whether each field by itself is as our models want it."""
    try:
        MODELS["bank"].model_validate_json(json.dumps(content))
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", sorted(name for name, content in BANKS.items() if content))
def test_broken_banks_do_not_fit(name):
    """The schema rejects what our models reject; what needs a second look, such as no key, fits."""
    assert accepts("bank", BANKS[name]) is is_valid(BANKS[name])


def test_both_kinds_of_faults_are_tried():
    """At least a dozen broken files are rejected by the schema; a lost key is not among them."""
    rejected = {name for name, content in BANKS.items() if not accepts("bank", content)}
    assert len(rejected) >= 12
    assert {"no_feedback", "unknown_type", "key_in_quotes", "bad_slug"} <= rejected
    assert "no_key" not in rejected


def properties(node):
    """Yield (name, description) of every property in a schema."""
    if isinstance(node, dict):
        for name, about in node.get("properties", {}).items():
            yield name, about.get("description", "") if isinstance(about, dict) else ""
        for value in node.values():
            yield from properties(value)
    elif isinstance(node, list):
        for value in node:
            yield from properties(value)


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_is_described(kind):
    """An editor can tell an author what each field means, in a sentence."""
    found = dict(properties(schema(kind)))
    assert {kind, "title"} <= set(found)
    assert [name for name, words in found.items() if not words.endswith(".")] == []


def test_schemas_hold_no_words_of_programmers():
    """No name of a class is shown as a title, and no docstring as a description."""
    text = schema_json("bank")
    assert "response" not in text
    assert '"title": "Id"' not in text
