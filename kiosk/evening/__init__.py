"""What the evening leaves on paper and in files, and what was forgotten at the door."""
