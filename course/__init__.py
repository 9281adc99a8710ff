"""A Diploma in Customer Service that a business runs for itself.

Words live in files (``modules/``, ``exercises/``), rules in this package, glue in the notebooks.
"""

__version__ = "0.1.0"
