"""The ten questions with Streamlit: ``streamlit run streamlit_app.py``.

A form sends a choice only with the button, and a fragment runs again alone: the quickest way there
is to check one answer.
"""

import streamlit as st
from questions import BUTTON, QUESTIONS, TEXT


@st.fragment
def ask(question):
    """Show a question, and the feedback once its button was clicked."""
    with st.form(question.stem):
        choice = st.radio(f"**{question.stem}**", question.options, index=None)
        if st.form_submit_button(BUTTON):
            st.write(question.feedback(choice))


st.markdown(TEXT)
for question in QUESTIONS:
    ask(question)
