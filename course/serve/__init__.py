"""The web server: a Voila application with people, rights and plain pages."""
