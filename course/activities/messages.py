"""What every activity asks of the keys and texts in a message: it comes from a browser."""

from course.errors import InvalidResponseError
from course.translation import _


def is_key(key):
    """Tell whether something may be an idempotency key: 8 to 64 plain signs.

    >>> is_key("0123456789abcdef"), is_key("short"), is_key(12345678)
    (True, False, False)
    """
    is_plain = isinstance(key, str) and key.isascii() and key.isprintable()
    return is_plain and 8 <= len(key) <= 64


def fit_text(text, longest):
    """Return a text that somebody wrote, if it can be kept and shown again.

    Half of an emoji cannot: no database takes it, and no page with it could be sent any more.

    Raises
    ------
    InvalidResponseError
    """
    if len(text) > longest:
        words = _("This text is too long by {count} characters. Shorten it, then it is saved.")
        raise InvalidResponseError(words.format(count=len(text) - longest))
    try:
        text.encode()
    except UnicodeEncodeError:
        words = _("This text has a character that cannot be saved.")
        raise InvalidResponseError(words) from None
    return text
