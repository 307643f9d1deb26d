"""Laws hold however busy the machine is: no example fails for the time it takes."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
