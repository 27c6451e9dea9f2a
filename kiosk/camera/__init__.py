"""A camera that reads codes: live pictures in, texts out. Needs the extra ``camera``."""
