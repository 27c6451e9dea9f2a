"""How Pennant looks: colours, measures, type, icons and flags. Knows no guests and no store."""
