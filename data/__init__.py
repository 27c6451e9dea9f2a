"""The guest list and all that happened at the door."""
