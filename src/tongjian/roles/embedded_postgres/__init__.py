"""PostgreSQL 18 from a Python wheel, for development, tests and the demo.

Our own short starter: SCRAM passwords, 127.0.0.1 only, never as root. An ordinary server
(``DATABASE_URL``) takes its place in production.
"""

from tongjian.roles.embedded_postgres.cluster import Cluster, attach, known, start
from tongjian.roles.embedded_postgres.errors import (
    CannotDropRoot,
    FolderTaken,
    PortTaken,
    ServerDidNotStart,
)
from tongjian.roles.embedded_postgres.home import Plan
from tongjian.roles.embedded_postgres.pidfile import free_port, port_is_free
from tongjian.roles.embedded_postgres.secrets import Role

__all__ = [
    "CannotDropRoot",
    "Cluster",
    "FolderTaken",
    "Plan",
    "PortTaken",
    "Role",
    "ServerDidNotStart",
    "attach",
    "free_port",
    "known",
    "port_is_free",
    "start",
]
