"""Jupyter's way to a process for a kernel: one that has run its lesson, or an ordinary start."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from toolkit.serving.warm.lessons import WarmLesson

NAME = "toolkit-lesson"


class LessonProvisioner(LocalProvisioner):
    """Starts a kernel; one for which `start_kernel` is given a warm `lesson` is taken from it."""

    _lesson: WarmLesson | None = None

    @property
    def is_fork(self) -> bool:
        """Whether the process had run its lesson already, as a fork has."""
        return self._lesson is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Keep what the kernel is to be taken from; Jupyter's own start knows nothing of it."""
        self._lesson = kwargs.pop("lesson", None)
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the process.

        Raises
        ------
        CannotFork
            There is no process of the lesson.
        """
        if self._lesson is None:
            return await super().launch_kernel(cmd, **kwargs)
        process: Any = await self._lesson.take(str(self.kernel_id), dict(self.connection_info))
        self.process, self.pid = process, process.pid
        self.cwd = kwargs.get("cwd")
        return self.connection_info


def make_known() -> None:
    """Tell Jupyter of it, without an entry in the environment: a copy that is only run, not installed, has none."""
    group = KernelProvisionerFactory.GROUP_NAME
    entry = EntryPoint(NAME, f"{__name__}:{LessonProvisioner.__name__}", group)
    KernelProvisionerFactory.provisioners[NAME] = entry
