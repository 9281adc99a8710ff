"""What a person does: each activity joins content, store and rules. No widget, no HTTP.

An activity has ``view()``, what a browser may see, and ``act(message)``, which does one thing and
returns the new view. Whatever `act` returns has been stored.
"""
