"""What goes from a kernel to a page."""

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from course.serve.kernels import PageConnection


@pytest.mark.parametrize(
    ("kind", "passes"),
    [
        ("comm_msg", True),
        ("status", True),
        ("execute_input", False),
        ("execute_result", False),
        ("display_data", False),
        ("stream", False),
        ("error", False),
        ("comm_open", False),
    ],
)
def test_a_page_gets_no_code_and_no_output(monkeypatch, kind, passes):
    """Only what activities say and the kernel's state go out, each message as it was."""
    sent = []
    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection,
        "handle_outgoing_message",
        lambda _self, stream, message: sent.append((stream, message)),
    )
    connection = PageConnection()
    message = connection.session.serialize(connection.session.msg(kind, {"text": "the key"}))
    connection.handle_outgoing_message("iopub", [b"iopub.kernel", *message])
    assert sent == ([("iopub", [b"iopub.kernel", *message])] if passes else [])
