"""The four sounds of the door, and the script that makes them."""
