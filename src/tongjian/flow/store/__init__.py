"""The Django app of the flow room: its tables and the adapters of its ports."""

from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.library import ProcessTable

__all__ = ["InstanceTables", "ProcessTable"]
