"""Identifiers: slugs people write, tokens machines make."""

import hashlib
import re
import secrets

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def is_slug(text):
    """Tell whether a text is a slug.

    >>> is_slug("03_role_models"), is_slug("two words")
    (True, False)
    """
    return SLUG.fullmatch(text) is not None


def new_id():
    """Return 16 random lower-case hexadecimal characters."""
    return secrets.token_hex(8)


def digest(text):
    """Return the SHA-256 of a text, hexadecimal.

    >>> digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode()).hexdigest()
