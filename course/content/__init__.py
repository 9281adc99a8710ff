"""The only reader of content files: it validates, and reports all problems of a file at once."""
