"""Names as people type them."""

import unicodedata


def name_key(name):
    """Return what makes two names the same: letters and digits, without case and spacing.

    >>> name_key("  Zoë  Okafor") == name_key("ZOË OKAFOR")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
