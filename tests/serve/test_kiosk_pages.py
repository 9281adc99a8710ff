"""What a kiosk's pages are told by the server."""

import pytest

from course.serve.app import CourseServer


@pytest.mark.parametrize("idle", [(60, 20), (90, 30)])
def test_patience_is_a_setting(tmp_path, idle):
    """Pages hear how long to wait and to count, and where script and style are."""
    server = CourseServer(data=tmp_path, public_url="http://127.0.0.1/", idle=idle)
    kiosk = server.kiosk
    assert (kiosk["idle"], kiosk["countdown"]) == idle
    assert kiosk["script"].startswith("/voila/templates/course/static/kiosk.js?v=")
    assert kiosk["stylesheet"].startswith("/voila/templates/course/static/kiosk_mode.css?v=")
