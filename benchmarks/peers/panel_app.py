"""The ten questions with Panel: ``panel serve panel_app.py``."""

import panel as pn
from questions import BUTTON, QUESTIONS, TEXT

pn.extension()


def ask(question):
    """Return the widgets of a question."""
    choice = pn.widgets.RadioBoxGroup(options=list(question.options), value=None)
    button = pn.widgets.Button(name=BUTTON)
    feedback = pn.pane.Markdown("")

    def check(_event):
        feedback.object = question.feedback(choice.value)

    button.on_click(check)
    return pn.Column(f"**{question.stem}**", choice, button, feedback)


pn.Column(TEXT, *map(ask, QUESTIONS)).servable()
