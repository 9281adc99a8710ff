"""JSON Schema of content files, so that an editor helps while an author types.

A schema knows fields, types and limits. What one field alone cannot show (one key, a misconception
that is named at the top) is found by ``course check``.
"""

import json

from pydantic.json_schema import GenerateJsonSchema

from course.content.field_words import ABOUT, WORDS
from course.learning.items import ItemBank
from course.learning.rubrics import Rubric
from course.learning.worksheets import Worksheet
from course.rolemodels.standards import Catalogue
from course.rolemodels.teams import Team
from course.roleplay.scenes import Header

MODELS = {  # by kind; of a scene only the header
    "bank": ItemBank,
    "catalogue": Catalogue,
    "team": Team,
    "scene": Header,
    "rubric": Rubric,
    "worksheet": Worksheet,
}


def schema_json(kind):
    """Return the schema of a kind of content file as JSON text."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=1)


def schema(kind):
    """Return the JSON Schema (draft 2020-12) of a kind of content file, in an author's words.

    Parameters
    ----------
    kind : str
        One of `MODELS`.

    Returns
    -------
    dict
    """
    generated = MODELS[kind].model_json_schema()
    definitions = {name: _plain(part, kind) for name, part in generated.pop("$defs", {}).items()}
    top = {"$schema": GenerateJsonSchema.schema_dialect, "title": kind, **_plain(generated, kind)}
    return {**top, "title": kind, **({"$defs": definitions} if definitions else {})}


def _plain(part, kind):
    """Return a part of a generated schema without our names, with descriptions for its fields."""
    name = part.get("title", "")
    part = _tidy(part)
    part.pop("description", None)
    if name in ABOUT:
        part["description"] = ABOUT[name]
    for field, about in part.get("properties", {}).items():
        words = WORDS.get((name, field)) or WORDS.get((kind, field)) or WORDS.get(field)
        if words:
            about["description"] = words
    return part


def _tidy(node):
    """Return a node without what only programs need, and as strict as our readers are."""
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    fields = {name: _tidy(value) for name, value in node.get("properties", {}).items()}
    node = {
        name: _tidy(value)
        for name, value in node.items()
        if name not in ("title", "discriminator", "properties")
        and not (name == "default" and value is None)
    }
    if fields:
        node["properties"] = fields
    if node.get("type") == "string" and "minLength" in node and "pattern" not in node:
        node["pattern"] = r"\S"  # blanks alone are no text
    if "patternProperties" in node:
        node["additionalProperties"] = False
    return node
