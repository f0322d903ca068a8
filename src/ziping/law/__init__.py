"""The rules of law as data: documents with their articles, and dated profiles of regions."""

from ziping.law.instruments import cite
from ziping.law.profiles import Profile, own_folder, own_profiles, profile, profile_for, profiles
from ziping.law.roundings import Rounding, roundings

__all__ = [
    "Profile",
    "Rounding",
    "cite",
    "own_folder",
    "own_profiles",
    "profile",
    "profile_for",
    "profiles",
    "roundings",
]
