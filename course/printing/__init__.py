"""Everything on paper: what is printed, as data, and the templates that lay it out."""
