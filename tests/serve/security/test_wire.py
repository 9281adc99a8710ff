"""The websocket: everything but an act of an activity is dropped, and the kernel lives on."""

import json
import struct

import pytest
import websocket

from course.ids import new_id
from course.serve.wire import MOST_FRAME
from tests.serve.security.client import act_frame, frame_of, said

CODE = "import pathlib; pathlib.Path('planted').touch()"  # in the data folder, where kernels live
CHANNELS = ("shell", "control", "stdin", "iopub", "hb", "", None, 7)
WIDGET = {"target_name": "jupyter.widget", "target_module": None}

KINDS = {
    "execute_request": {"code": CODE, "silent": False, "store_history": False, "allow_stdin": True},
    "inspect_request": {"code": "quiz", "cursor_pos": 4, "detail_level": 1},
    "complete_request": {"code": "qu", "cursor_pos": 2},
    "is_complete_request": {"code": CODE},
    "history_request": {"hist_access_type": "tail", "n": 10, "raw": True, "output": True},
    "debug_request": {"type": "request", "command": "initialize", "seq": 1, "arguments": {}},
    "input_reply": {"value": CODE, "status": "ok"},
    "shutdown_request": {"restart": False},
    "interrupt_request": {},
    "comm_open": {"comm_id": "ab" * 16, "data": {"state": {}}, **WIDGET},
    "comm_close": {"comm_id": "OURS", "data": {}},
    "comm_info_request": {"target_name": "jupyter.widget"},
    "connect_request": {},
    "create_subshell_request": {},
    "list_subshell_request": {},
    "usage_request": {},
    "execute_input": {"code": CODE, "execution_count": 1},
    "comm_msg ": {"comm_id": "OURS", "data": {"method": "custom", "content": {}}},
    "COMM_MSG": {"comm_id": "OURS", "data": {"method": "custom", "content": {}}},
    "": {},
    "unheard_of": {},
}


@pytest.fixture
def unharmed(site, open_page, logged):
    """Check after a test that nothing ran, and that kernel and activities are as they were."""
    kernels, cell = site.kernels(), open_page.cell("worksheet")
    before = open_page.now(cell)
    yield
    assert open_page.now(cell) == before
    people = {pid: owner for pid, owner in kernels.items() if not owner.startswith("seat-")}
    assert people.items() <= site.kernels().items()  # seats of other tests may have ended by now
    assert not (site.data / "planted").exists()
    assert "Traceback" not in logged()


@pytest.mark.parametrize("kind", KINDS)
def test_other_messages_are_dropped(open_page, unharmed, kind):
    """No kind of message but an activity's goes through, on no channel."""
    content = dict(KINDS[kind])
    if content.get("comm_id") == "OURS":
        content["comm_id"] = open_page.comms[open_page.cell("quiz")]
    idents = {channel: new_id() for channel in CHANNELS}
    for channel, ident in idents.items():
        open_page.send(frame_of(kind, content, channel, msg_id=ident))
    answered = {m["parent_header"].get("msg_id") for m in open_page.settle()}
    assert [channel for channel, ident in idents.items() if ident in answered] == []


@pytest.mark.parametrize("channel", CHANNELS[1:])
def test_acts_go_by_one_channel(open_page, unharmed, channel):
    """An honest act on a channel where none belongs is dropped."""
    cell = open_page.cell("worksheet")
    prompt = open_page.views[cell]["prompts"][0]["id"]
    act = {"do": "text", "prompt": prompt, "text": "planted"}
    data = {"method": "custom", "content": {"id": new_id(), "act": act}}
    content = {"comm_id": open_page.comms[cell], "data": data}
    open_page.send(frame_of("comm_msg", content, channel))
    assert len([m for m in open_page.settle() if m["msg_type"] == "comm_msg"]) == 1


RUN = frame_of("execute_request", KINDS["execute_request"])
ACT = frame_of("comm_msg", {"comm_id": "ab" * 16, "data": {"method": "custom", "content": {}}})
MALFORMED = {
    "nothing": "",
    "half of it": json.dumps(RUN)[:-9],
    "words": "execute_request",
    "a number": "7",
    "null": "null",
    "a list": json.dumps([RUN]),
    "an empty object": "{}",
    "only a channel": '{"channel": "shell"}',
    "no channel": json.dumps({k: v for k, v in RUN.items() if k != "channel"}),
    "no header": json.dumps({**RUN, "header": None}),
    "a header that is a list": json.dumps({**RUN, "header": ["execute_request"]}),
    "a kind that is a list": json.dumps({**RUN, "header": {**RUN["header"], "msg_type": ["x"]}}),
    "two kinds": json.dumps(RUN).replace('"msg_type"', '"msg_type": "comm_msg", "msg_type"', 1),
    "content that is code": json.dumps({**ACT, "content": CODE}),
    "buffers of code": json.dumps({**RUN, "buffers": [CODE]}),
    "an id with lines": json.dumps({**ACT, "header": {**ACT["header"], "msg_id": "a\nb"}}),
    "an id without end": json.dumps({**ACT, "header": {**ACT["header"], "msg_id": "a" * 9999}}),
    "not a number": json.dumps(ACT).replace('"custom"', "NaN"),
    "an endless number": json.dumps(ACT).replace('"custom"', "9" * 9999),
    "a nest": "[" * 99_999,
    "a nest in a message": json.dumps(ACT).replace('"content": {}', '"content": ' + "[" * 9999),
    "a closed nest": json.dumps(ACT).replace(
        '"content": {}', '"content": {"a": ' + '{"a":' * 900 + "1" + "}" * 901
    ),
    "a binary message": struct.pack("!2i", 1, 8) + json.dumps(RUN).encode(),
    "a binary message of the new kind": struct.pack("<4q", 3, 32, 37, 9999) + b"shell" + b"{}",
    "binary noise": bytes(range(256)),
    "no bytes": b"",
}


@pytest.mark.parametrize("frame", MALFORMED.values(), ids=MALFORMED)
def test_malformed_frames_are_dropped(open_page, unharmed, frame):
    """Whatever is no message is passed over; it costs neither the kernel nor the connection."""
    socket = open_page.socket
    open_page.send(frame)
    kinds = [message["msg_type"] for message in open_page.settle()]
    assert set(kinds) == {"status", "comm_msg"}
    assert kinds.count("comm_msg") == 1, "the answer to the honest question"
    assert open_page.socket is socket


def test_text_that_is_none(open_page, unharmed):
    """Bytes that are no UTF-8 in a text frame end the connection, and nothing else."""
    open_page.socket.send(b"\xff\xfe", websocket.ABNF.OPCODE_TEXT)
    assert open_page.settle()


@pytest.mark.parametrize("pieces", [1, 50])
def test_huge_frames_end_the_connection(open_page, unharmed, pieces):
    """More than the limit is not even read, in one frame or in many."""
    piece = b"x" * (MOST_FRAME // pieces + 1)
    opcodes = [websocket.ABNF.OPCODE_TEXT, *[websocket.ABNF.OPCODE_CONT] * (pieces - 1)]
    frames = [websocket.ABNF.create_frame(piece, opcode, 0) for opcode in opcodes[:-1]]
    last = websocket.ABNF.create_frame(piece, opcodes[-1], 1)
    assert all("status" in message for message in open_page.last_words(*frames, last))
    assert open_page.settle(), "the kernel works, by a new connection"


def test_the_binary_protocol_is_not_spoken(open_page, unharmed):
    """A page that asks for Jupyter's other protocol gets the one that is checked."""
    ask = {"Sec-WebSocket-Protocol": "v1.kernel.websocket.jupyter.org"}
    socket = open_page.client.socket(open_page.kernel, header=ask)
    assert socket.handshake_response.headers.get("sec-websocket-protocol") is None
    header = json.dumps(RUN["header"]).encode()
    parts = [b"shell", header, b"{}", b"{}", json.dumps(RUN["content"]).encode()]
    offsets = [8 * 7]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    socket.send_binary(struct.pack("<7q", 6, *offsets) + b"".join(parts))
    socket.close()
    assert open_page.settle()


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.mark.parametrize("session", ["", "a%20b", "x" * 65, "%0a", "..", "%c3%a9", "%ff"])
def test_ids_of_sessions_are_ids(open_page, unharmed, session):
    """A websocket with an odd session is refused before anything is opened for it."""
    client, kernel = open_page.client, open_page.kernel
    address = f"/api/kernels/{kernel}/channels?session_id={session}"
    assert client.ask("GET", address, headers=UPGRADE).status == 400


FOREIGN_ORIGINS = (
    "http://evil.example",
    "https://evil.example",
    "null",
    "file://",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://localhost",
    "http://HOST.evil.example",
    "http://evil.example/HOST",
    "http://evil.example@HOST",
    "http://HOST@evil.example",
)


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_pages_from_elsewhere_open_no_socket(open_page, unharmed, origin):
    """A page of another host, port or file cannot use the learner's cookie to reach a kernel."""
    client = open_page.client
    origin = origin.replace("HOST", client.host)
    assert client.refusal(open_page.kernel, origin=origin) == 403


def test_the_same_frame_again(open_page, unharmed):
    """A frame that comes twice, word for word, is passed on twice: activities tell them apart."""
    ident, cell = new_id() + new_id(), open_page.cell("quiz")
    frame = act_frame(open_page.comms[cell], {"do": "look"}, ident)
    open_page.send(frame)
    open_page.send(frame)
    assert [said(m).get("id") for m in open_page.settle()].count(ident) == 2
