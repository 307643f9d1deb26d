"""Deploying the processes that ship with the product."""

from django.db import transaction

from tongjian.flow import deploy_process, shipped_processes
from tongjian.flow.store.library import ProcessTable


def deploy_shipped_processes() -> None:
    """Keep every shipped process that is not kept yet; a second run changes nothing.

    Raises:
        ProcessRefused: with every problem of a text.
        VersionTaken: a shipped text changed without a new version.
    """
    library = ProcessTable()
    with transaction.atomic():
        for text in shipped_processes():
            deploy_process(library, text)
