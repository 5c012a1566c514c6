"""What the command-line clients of MySQL and MariaDB take for their own in the text of a statement.

Sources: https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html, add_line() of client/mysql.cc.
"""

from __future__ import annotations

import re

from schemac_apply.errors import ScriptError
from schemac_apply.script import Statement

_TOKEN = re.compile(
    r"""'(?:[^'\\]|\\.|'')*+'|"(?:[^"\\]|\\.|"")*+"|`[^`]*`|\#[^\n]*|--(?=\s|\Z)[^\n]*|/\*(?!!|\+|M!).*?\*/"""
    r"""|(?<![\w$])(?P<tag>\$\w*\$).*?(?P=tag)|(?P<command>delimiter )"""
    r"""|(?P<open>['"`]|/\*(?!!|\+|M!)|(?<![\w$])\$\w*\$)""",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT_EDGE = re.compile(r"/\*|\*/")


def refuse_commands(statement: Statement, path: str) -> None:
    """Raises ScriptError where a client would take a part of the statement for a command."""
    sql = statement.sql
    for match in _TOKEN.finditer(sql):
        if match["command"]:
            raise ScriptError(
                f"the clients mysql and mariadb take {match[0].strip()} in this statement for a command of their own",
                path=path,
                line=statement.line + sql.count("\n", 0, match.start()),
                help="write the name in backticks",
            )


def can_be_skipped(sql: str) -> bool:
    """Whether a server passes over the statement in a comment that it does not execute, and a client reads it alike.

    The server looks for the end of such a comment, and for comments in it, inside quotes too. A client that skips
    has the default sql_mode, and may leave comments out."""
    if any(match.lastgroup == "open" for match in _TOKEN.finditer(sql)):
        return False
    if "/*" not in sql and "*/" not in sql:
        return True
    without_comments = _TOKEN.sub(lambda match: " " if match[0][0] in "-#/" else match[0], sql)
    return _balanced(sql) and _balanced(without_comments)


def _balanced(text: str) -> bool:
    """Whether each comment that seems to begin in a text ends in it, and none ends that has not begun."""
    inside = False
    for edge in _COMMENT_EDGE.finditer(text):
        if edge[0] == "*/" and not inside:
            return False
        inside = edge[0] == "/*"
    return not inside
