"""How deep in its blocks the text of a stored program of MySQL or MariaDB is.

Sources: https://dev.mysql.com/doc/refman/8.0/en/sql-compound-statements.html,
https://mariadb.com/kb/en/programmatic-compound-statements/.
"""

from __future__ import annotations

PACKAGE = "PACKAGE"
PROGRAMS = ("EVENT", "FUNCTION", "LIBRARY", PACKAGE, "PROCEDURE", "TRIGGER")
BLOCKS = ("BEGIN", "CASE", "FOR", "IF", "LOOP", "REPEAT", "WHILE")
# What else a body may begin with; what is missing here has no block in it.
_STATEMENTS = frozenset(
    "ALTER ANALYZE CALL CREATE DEALLOCATE DELETE DO DROP EXECUTE EXPLAIN FLUSH GRANT INSERT KILL LOCK PREPARE RENAME"
    " REPLACE RESIGNAL RETURN REVOKE SELECT SET SHOW SIGNAL TABLE TRUNCATE UPDATE USE VALUES WITH".split()
)
# Behind one of these a name or a value has to come, so that END or DO is a name there: they are not reserved.
_WANTS_OPERAND = frozenset(
    "= < > ! + - * / % ^ & | ~ , ( := AND BETWEEN BINARY BY CASE COLLATE DISTINCT DIV ELSE ELSEIF ESCAPE FOR"
    " FROM HAVING IF IN INTERVAL LIKE MOD NOT ON OR REGEXP RLIKE SELECT THEN UNTIL WHEN WHERE WHILE XOR".split()
)


class StoredProgram:
    """The blocks that are open at a place in the text, which is fed token by token.

    Args:
        kind: one of PROGRAMS; None for a compound statement that stands by itself.
    """

    def __init__(self, kind: str | None) -> None:
        self._kind = kind
        self._open: list[str] = []
        # What the next token belongs to: the header before the body, with the order of a trigger; a statement that
        # starts here, goes on if the first word was no label, or goes on (rest); the condition of a block; a
        # declaration, and the conditions that a handler is for.
        self._place = "header" if kind else "start"
        self._previous = ""
        self._parentheses = 0
        self._has_parameters = False
        # How deep in parentheses each open CASE of an expression stands.
        self._cases: list[int] = []
        self._wanted = True

    @property
    def whole(self) -> bool:
        """Whether a `;` ends the program here."""
        return not self._open

    def feed(self, token: str) -> None:
        """Take the next token: a word in upper case, a mark, or a quote character for a quoted text."""
        # A word that is part of a qualified name or of a variable's.
        name = self._previous in (".", "@")
        previous, self._previous = self._previous, token
        if token == ";":
            self._place = "start" if self._open else "rest"
        elif self._place == "header":
            self._header("" if name else token, previous)
        elif self._place == "start":
            self._start(token)
        elif self._place == "label":
            self._place = "start" if token == ":" else "rest"
        elif self._place == "order":
            self._place = "start"
        elif self._place == "declaration":
            if token == "FOR" and previous == "HANDLER":
                self._place, self._wanted = "handler", True
        elif self._place == "condition":
            self._condition("" if name else token, previous)
        elif self._place == "handler":
            self._handler(token)

    def _header(self, token: str, previous: str) -> None:
        if self._kind == "EVENT":
            if token == "DO" and previous not in ("EVENT", "EXISTS"):
                self._place = "start"
        elif self._kind == "TRIGGER":
            if token == "ROW" and previous == "EACH":
                self._place = "start"
        elif token == "(":
            self._parentheses += 1
        elif token == ")":
            self._parentheses -= 1
            self._has_parameters = True
        elif self._has_parameters and self._parentheses == 0:
            if token == ":":
                self._place = "start"
            # CHARACTER SET, and the type SET.
            elif token in BLOCKS or (token in _STATEMENTS and previous not in ("CHAR", "CHARACTER", "RETURNS")):
                self._start(token)

    def _start(self, token: str) -> None:
        if token in ("FOLLOWS", "PRECEDES") and self._kind == "TRIGGER" and not self._open:
            self._place = "order"
        elif token in ("BEGIN", "LOOP", "REPEAT"):
            self._open.append(token)
            self._place = "start"
        elif token in BLOCKS:
            self._open.append(token)
            self._await_condition()
        elif token in ("ELSEIF", "UNTIL", "WHEN"):
            self._await_condition()
        elif token == "END":
            self._close()
        elif token == "DECLARE":
            self._place = "declaration"
        # BEGIN NOT ATOMIC of MariaDB.
        elif token not in ("ATOMIC", "ELSE", "NOT"):
            self._place = "label"

    def _await_condition(self) -> None:
        self._place = "condition"
        self._parentheses = 0
        self._cases.clear()

    def _close(self) -> None:
        if self._open:
            self._open.pop()
        self._place = "rest"

    def _condition(self, token: str, previous: str) -> None:
        self._parentheses += (token == "(") - (token == ")")
        # Deeper in parentheses it is an alias.
        is_name = previous in _WANTS_OPERAND or self._parentheses != (self._cases[-1] if self._cases else 0)
        if token == "CASE":
            self._cases.append(self._parentheses)
        elif token == "END" and not is_name:
            if self._cases:
                self._cases.pop()
            else:
                # UNTIL condition END REPEAT
                self._close()
        elif not self._cases and not is_name and token in ("DO", "THEN"):
            self._place = "start"

    def _handler(self, token: str) -> None:
        """The conditions that a handler is for; behind the last one its statement begins."""
        if token == ",":
            self._wanted = True
        elif not self._wanted:
            self._start(token)
        elif token not in ("NOT", "SQLSTATE", "VALUE"):
            self._wanted = False
