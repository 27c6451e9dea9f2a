"""The Internet Printing Protocol, as far as badges need it, on the standard library alone."""
