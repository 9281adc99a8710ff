"""The web server: a Voila application with people, rights and plain pages."""

import sys

# jsonschema, which jupyter_server brings, builds a grammar for international addresses with this
# optional package as soon as it is imported: 2 s of every start, for a check nobody here asks for.
sys.modules.setdefault("rfc3987_syntax", None)
