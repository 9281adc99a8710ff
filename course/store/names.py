"""Names as people type them."""

import unicodedata


def name_key(name):
    """Return what makes two names the same: what is seen of them, without case and spacing.

    >>> name_key("  Zoë  Okafor") == name_key("ZOË OKAFOR\u200b")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    seen = (sign for sign in folded if unicodedata.category(sign) != "Cf")  # Cf: no-width signs
    return " ".join("".join(seen).split())
