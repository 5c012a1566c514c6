"""The dialects that come with schemac, found through the entry point group ``schemac.dialects``."""

__version__ = "0.1.0"
