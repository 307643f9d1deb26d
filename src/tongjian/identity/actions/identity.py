"""The one object through which the other rooms reach the acts of identity."""

from dataclasses import dataclass

from tongjian.identity.actions.actors import Actors
from tongjian.identity.actions.companies import Companies
from tongjian.identity.actions.lookups import Lookups
from tongjian.identity.actions.mandates import Mandates
from tongjian.identity.actions.posts import Posts
from tongjian.identity.actions.profiles import Profiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Profiles, Companies, Mandates, Posts, Actors, Lookups):
    """Sign-in, profiles, companies, mandates, posts, actors and look-ups, over one set of ports."""
