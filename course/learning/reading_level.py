"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid et al. 1975), roughly."""

import re

HARDEST = 8  # US school grade; about 13 years of age
VOWELS = re.compile("[aeiouy]+")
WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")


def syllables(word):
    """Return about how many syllables a word has: groups of vowels, without a silent ending.

    >>> [syllables(word) for word in ("mat", "service", "jumped", "wanted", "table", "the")]
    [1, 2, 1, 2, 2, 1]
    """
    count = len(VOWELS.findall(word))
    if re.search(r"[^aeiouyl]es?$|[^aeiouytd]ed$|[aeiouy]les?$", word):
        count -= 1
    if re.search(r"(?:[cgsxz]|sh|ch)es$", word):
        count += 1
    return max(1, count)


def reading_grade(text):
    """Return the US school grade: 0.39 words/sentences + 11.8 syllables/words - 15.59.

    Lines end sentences too, so that list entries count as such; tables and headings do not count.
    A text without a word of Latin letters has the grade 0: nothing can be said about it.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(("#", "|"))]
    sentences = [WORD.findall(part.lower()) for part in re.split(r"[.!?]+|\n", "\n".join(lines))]
    sentences = [words for words in sentences if words]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
