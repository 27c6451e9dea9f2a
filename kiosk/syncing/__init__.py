"""The open event in step with its far ends, while the door works."""
