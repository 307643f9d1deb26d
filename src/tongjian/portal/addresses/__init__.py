"""The addresses of the portal, a file for each user group."""
