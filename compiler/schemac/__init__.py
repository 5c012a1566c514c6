"""schemac: database schemas written in YAML or TOML, compiled to SQL migrations."""

__version__ = "0.1.0"
