"""A province: a million cases, two hundred officers, and what their inboxes cost."""
