"""The pages by user group: each view a plain function behind ``portal.refusals.page``."""
