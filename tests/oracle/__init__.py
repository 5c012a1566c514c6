"""The round-trip oracle: the database server itself judges whether schemac understood a schema.

A schema is read from one database, written as YAML, made a migration and applied to another database; an edit
is worked out between two databases and applied to the first. Either passes only if both dumps are equal
then. `python -m tests.oracle --help` says how to run it over files.
"""
