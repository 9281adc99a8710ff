"""Kernels: one per open page, each with an owner, none with more knowledge than it needs."""

import asyncio
import os
from uuid import uuid4

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from course.notebook import PERSON_VARIABLE
from course.view import SERVED_VARIABLE

PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "SYSTEMROOT",
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
    "COURSE_DATABASE",
    "COURSE_LANGUAGE",
)
ALLOWED_MESSAGES = ["comm_msg", "kernel_info_request"]
SENT_MESSAGES = ("comm_msg", "status")
MOST_KERNELS = 60
MOST_PER_PERSON = 6


class OwnedKernelManager(AsyncMappingKernelManager):
    """Starts kernels for people and remembers whose they are."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._owners = {}

    def owner(self, kernel_id):
        """Return the id of the person a kernel belongs to, or None."""
        return self._owners.get(kernel_id)

    def has_room_for(self, person):
        """Tell whether one more page may open."""
        return len(self._owners) < MOST_KERNELS or self._is_at_limit(person)

    def _is_at_limit(self, person):
        return list(self._owners.values()).count(person.id) >= MOST_PER_PERSON

    async def start_for(self, person, data, address):
        """Start a kernel for a page.

        When a person has too many pages open, the oldest makes room.

        Parameters
        ----------
        person : course.people.roles.Person
        data : pathlib.Path
        address : str
            Of the page.

        Returns
        -------
        str
            The kernel's id.
        """
        if self._is_at_limit(person):
            await self.end(next(k for k, owner in self._owners.items() if owner == person.id))
        kernel_id = str(uuid4())
        self._owners[kernel_id] = person.id  # at once, so that pages that come together count
        try:
            env = kernel_environment(person, data, address)
            await self.start_kernel(
                kernel_name="python3", kernel_id=kernel_id, cwd=str(data), env=env
            )
        except BaseException:
            self._owners.pop(kernel_id, None)
            raise
        return kernel_id

    async def end(self, kernel_id):
        """End a kernel; one that is gone already is fine."""
        self._owners.pop(kernel_id, None)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)

    async def end_all_of(self, person_id):
        """End all kernels of a person, as when they sign out everywhere."""
        mine = [kernel for kernel, owner in self._owners.items() if owner == person_id]
        await asyncio.gather(*(self.end(kernel_id) for kernel_id in mine))

    def remove_kernel(self, kernel_id):
        """Forget a kernel that has ended."""
        self._owners.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)


class PageConnection(ZMQChannelsWebsocketConnection):
    """The wire from a kernel to its page.

    A kernel also tells the code of its cells, what they print and the tracebacks of errors. In
    these may be keys, and paths of this machine; the page needs none of it.
    """

    def handle_outgoing_message(self, stream, outgoing_msg):
        """Pass on what activities say and whether the kernel runs, nothing else."""
        _to, (_signature, header, *_rest) = self.session.feed_identities(outgoing_msg)
        if self.session.unpack(header)["msg_type"] in SENT_MESSAGES:
            super().handle_outgoing_message(stream, outgoing_msg)


def kernel_environment(person, data, address):
    """Return all a kernel learns from its environment: no secret but where the database is."""
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return env | {
        SERVED_VARIABLE: "1",
        PERSON_VARIABLE: person.id,
        "COURSE_DATA": str(data),
        "VOILA_REQUEST_URL": address,
        "OPENBLAS_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
