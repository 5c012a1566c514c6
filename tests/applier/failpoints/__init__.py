"""Proof that a run of the applier may be stopped anywhere: no statement is lost, and none is run twice.

A process that counts the messages to the database, and that fails at one of them, applies migrations to a new
database. They are applied again until that succeeds, a person helping where the applier asks for one. Then the
database must be what an undisturbed run makes of it.

`python -m tests.applier.failpoints --all` fails at every message; the tests do so at some of them.
"""
