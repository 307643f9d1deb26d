"""What a project, an application and a case are, and what may happen to them. Pure."""
