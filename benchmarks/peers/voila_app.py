"""A question with ipywidgets; the notebook that stock Voila shows calls `ask` in ten cells."""

import ipywidgets as widgets
from questions import BUTTON


def ask(question):
    """Return the widgets of a question."""
    wide = {"width": "auto"}
    choice = widgets.RadioButtons(options=question.options, value=None, layout=wide)
    button = widgets.Button(description=BUTTON)
    feedback = widgets.HTML()

    def check(_button):
        feedback.value = f"<p>{question.feedback(choice.value)}</p>"

    button.on_click(check)
    return widgets.VBox([widgets.HTML(f"<b>{question.stem}</b>"), choice, button, feedback])
