"""Who is meant: persons, offices at a date, governments, "Beijing", "he", "the official"."""

from onrecord.actors._find import VERSION, ActorsFound, find_actors

__all__ = ["VERSION", "ActorsFound", "find_actors"]
