"""The event file: guests and the journal of all that happened. The only place that speaks SQL."""
