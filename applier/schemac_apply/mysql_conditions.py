"""What a session of MySQL or MariaDB must be like for a migration, and what it must be like again after it."""

from __future__ import annotations

SQL_MODES = {
    "mysql": "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION",
    "mariadb": "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION",
}
"""What each server has by default, whatever its configuration says: a script means the same on all of them.

https://dev.mysql.com/doc/refman/8.0/en/sql-mode.html, https://mariadb.com/kb/en/sql-mode/
"""

_OF_BOTH = (
    "autocommit",
    "character_set_client",
    "character_set_connection",
    "character_set_results",
    "collation_connection",
    "default_storage_engine",
    "default_tmp_storage_engine",
    "div_precision_increment",
    "explicit_defaults_for_timestamp",
    "foreign_key_checks",
    "group_concat_max_len",
    "innodb_lock_wait_timeout",
    "innodb_strict_mode",
    "lock_wait_timeout",
    "low_priority_updates",
    "sql_auto_is_null",
    "sql_big_selects",
    "sql_log_bin",
    "sql_mode",
    "sql_notes",
    "sql_quote_show_create",
    "sql_safe_updates",
    "sql_select_limit",
    "sql_warnings",
    "time_zone",
    "unique_checks",
    "updatable_views_with_limit",
)
SETTINGS = {
    "mysql": (
        *_OF_BOTH,
        "max_execution_time",
        "sql_generate_invisible_primary_key",
        "sql_require_primary_key",
        "transaction_isolation",
        "transaction_read_only",
    ),
    "mariadb": (
        *_OF_BOTH,
        "check_constraint_checks",
        "max_statement_time",
        "old_mode",
        "sql_if_exists",
        "system_versioning_alter_history",
        "tx_isolation",
        "tx_read_only",
    ),
}
"""What a script may set for itself that would change what the ledger's statements or a later script do."""

SINCE = {"sql_generate_invisible_primary_key": 80030, "sql_require_primary_key": 80013}
"""The versions of the server that have brought some of them."""

UNPROTECTED_DATABASES = (
    "SELECT '' AS name FROM information_schema.engines"
    " WHERE engine = @@default_storage_engine AND transactions <> 'YES'"
    " UNION SELECT IF(t.table_schema = DATABASE(), '', t.table_schema)"
    " FROM information_schema.tables t JOIN information_schema.engines e ON e.engine = t.engine"
    " WHERE t.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')"
    " AND t.table_type = 'BASE TABLE' AND e.transactions <> 'YES'"
)
"""The databases that have, or would get, a table which a rollback does not restore; '' is the current one."""
