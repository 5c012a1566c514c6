"""The rows of the catalogue's queries: the fields of each are the columns of the query, in order."""

from __future__ import annotations

from typing import NamedTuple


class Namespace(NamedTuple):
    """A schema or an extension."""

    kind: str
    oid: int
    name: str
    into: str | None
    comment: str | None


class Type(NamedTuple):
    """An enum, which has values, or a domain."""

    oid: int
    schema: str
    name: str
    values: list[str] | None
    base: str
    nullable: bool
    default: str | None
    collation_schema: str | None
    collation: str | None
    comment: str | None


class Sequence(NamedTuple):
    """A sequence; ownership is "a" by OWNED BY, "i" by being an identity's."""

    oid: int
    schema: str
    name: str
    type: str
    start: int
    increment: int
    min: int
    max: int
    cache: int
    cycle: bool
    comment: str | None
    owner_table: int | None
    owner_number: int | None
    owner_column: str | None
    ownership: str | None
    call: str
    uses: int


class Relation(NamedTuple):
    """A table ("r"), view ("v") or materialized view ("m"), or a table that an obstacle keeps out."""

    oid: int
    schema: str
    name: str
    kind: str
    obstacle: str | None
    unlogged: bool
    storage: list[str] | None
    tablespace: str | None
    comment: str | None
    query: str | None
    parents: list[int]
    bound: str | None
    access_method: str | None
    replica_identity: str | None
    replica_index: str | None
    cluster: str | None
    populated: bool


class Column(NamedTuple):
    """A column of a table; generated and identity are letters, "" for none."""

    table: int
    number: int
    name: str
    type: str
    nullable: bool
    expression: str | None
    generated: str
    identity: str
    collation_schema: str | None
    collation: str | None
    comment: str | None
    inherited: bool
    storage: str | None
    compression: str | None
    statistics: int | None
    not_null_name: str | None


class Constraint(NamedTuple):
    """A constraint of a table or of a domain; the other one is 0."""

    table: int
    domain: int
    name: str
    kind: str
    columns: list[str]
    include: list[str]
    nulls_distinct: bool
    deferrable: str | None
    expression: str
    not_valid: bool
    no_inherit: bool
    target: int
    target_schema: str
    target_name: str
    target_columns: list[str]
    on_delete: str
    on_update: str
    match: str
    comment: str | None
    attached: bool
    on_delete_columns: list[str]
    period: bool
    enforced: bool
    storage: list[str] | None
    tablespace: str | None
    index_oid: int


class PartitionKey(NamedTuple):
    """A part of a partition key: a column, or an expression that is a part of the definition."""

    table: int
    strategy: str
    position: int
    column: str | None
    definition: str
    opclass: str | None
    opclass_schema: str | None
    collation: str | None
    collation_schema: str | None


class IndexPart(NamedTuple):
    """A key or an included column of an index, and the index itself (where: with its first part only)."""

    table: int
    oid: int
    name: str
    unique: bool
    nulls_distinct: bool
    method: str | None
    where: str | None
    storage: list[str] | None
    tablespace: str | None
    comment: str | None
    included: bool
    column: str | None
    expression: str | None
    options: int
    opclass: str | None
    opclass_schema: str | None
    collation: str | None
    collation_schema: str | None
    attached: bool
    label: str
    own_opclass: str | None
    parameters: list[str] | None
    of_exclusion: bool
    operator: str | None


class Composite(NamedTuple):
    """A field of a composite type, and the type itself."""

    oid: int
    schema: str
    name: str
    comment: str | None
    field: str | None
    type: str
    collation_schema: str | None
    collation: str | None
    field_comment: str | None


class Range(NamedTuple):
    """A range type; opclass and collation where they are not the subtype's own."""

    oid: int
    schema: str
    name: str
    comment: str | None
    subtype: str
    opclass_schema: str | None
    opclass: str | None
    diff_schema: str
    diff: str | None
    canonical_schema: str
    canonical: str | None
    collation_schema: str | None
    collation: str | None
    multirange_schema: str
    multirange: str


class Collation(NamedTuple):
    """A collation; provider is a letter."""

    oid: int
    schema: str
    name: str
    comment: str | None
    provider: str
    locale: str | None
    collate: str | None
    ctype: str | None
    deterministic: bool
    rules: str | None


class Statistic(NamedTuple):
    """Extended statistics of a relation."""

    relation: int
    schema: str
    name: str
    columns: list[str]
    expressions: list[str]
    kinds: list[str]
    target: int | None
    comment: str | None


class ViewColumn(NamedTuple):
    """A column of a view or materialized view that has a comment or a default."""

    relation: int
    name: str
    comment: str | None
    default: str | None
    type: str


class Routine(NamedTuple):
    """A function ("f", "w" of windows) or procedure ("p"); the arrays hold all arguments in their order."""

    oid: int
    schema: str
    name: str
    kind: str
    types: list[str]
    names: list[str] | None
    modes: list[str] | None
    defaults: list[str | None]
    returns: str | None
    returns_set: bool
    language: str
    body: str | None
    statement: str | None
    library: str | None
    volatility: str
    strict: bool
    security_definer: bool
    leakproof: bool
    parallel: str
    cost: str
    rows: str
    support_schema: str | None
    support: str | None
    settings: list[str] | None
    transforms: list[str]
    comment: str | None


class Aggregate(NamedTuple):
    """An aggregate: normal ("n"), ordered-set ("o") or hypothetical ("h"); a function of it is schema and name."""

    oid: int
    schema: str
    name: str
    types: list[str]
    names: list[str] | None
    modes: list[str] | None
    kind: str
    direct: int
    parallel: str
    state_function: list[str]
    state_type: str
    state_size: int
    initial_value: str | None
    final_function: list[str] | None
    final_extra: bool
    final_modify: str
    combine_function: list[str] | None
    serialize_function: list[str] | None
    deserialize_function: list[str] | None
    moving_state_function: list[str] | None
    moving_inverse_function: list[str] | None
    moving_state_type: str | None
    moving_state_size: int
    moving_initial_value: str | None
    moving_final_function: list[str] | None
    moving_final_extra: bool
    moving_final_modify: str
    operator_schema: str | None
    operator: str | None
    comment: str | None


class Trigger(NamedTuple):
    """A trigger of a table or view."""

    relation: int
    name: str
    events: int
    definition: str
    columns: list[str]
    function_schema: str
    function: str
    old_table: str | None
    new_table: str | None
    constraint: bool
    deferrable: str | None
    from_schema: str | None
    from_table: str | None
    enabled: str
    comment: str | None


class Rule(NamedTuple):
    """A rewrite rule of a table or view."""

    relation: int
    name: str
    event: str
    instead: bool
    definition: str
    enabled: str
    comment: str | None


class EventTrigger(NamedTuple):
    """A trigger of the whole database."""

    oid: int
    name: str
    event: str
    tags: list[str]
    function_schema: str
    function: str
    enabled: str
    comment: str | None


class Definition(NamedTuple):
    """An object that is carried as the statements that make it; left_out: its options that may be secrets."""

    catalogue: str
    oid: int
    schema: str | None
    relation: int
    name: str
    create: str
    drop: str
    left_out: list[str] | None


class Need(NamedTuple):
    """What an object of ``Definition`` needs: by catalogue and oid, and by schema and name if it has a model."""

    catalogue: str
    oid: int
    needed_catalogue: str
    needed_oid: int
    schema: str | None
    name: str | None


class Grant(NamedTuple):
    """The owner of an object, or a privilege on it, with the letter of its catalogue."""

    letter: str
    oid: int
    owner: str | None
    role: str | None
    privilege: str | None
    columns: list[str]
    grantable: bool


class Policy(NamedTuple):
    """The row security of a table, and a policy of it; name is None where there is none."""

    table: int
    enabled: bool
    forced: bool
    name: str | None
    command: str
    roles: list[str]
    using: str | None
    check: str | None
    restrictive: bool
    comment: str | None


class DefaultPrivilege(NamedTuple):
    """A privilege on objects that are going to be made by a role (None: who is connected)."""

    oid: int
    role: str | None
    schema: str | None
    objects: str
    grantee: str
    privilege: str
    grantable: bool


class Published(NamedTuple):
    """A publication, and a table or a schema that it publishes; generated: whether generated columns are published."""

    oid: int
    name: str
    all_tables: bool
    via_partition_root: bool
    operations: list[str]
    table: int | None
    schema: str | None
    columns: list[str]
    where: str | None
    generated: bool
    comment: str | None


class DatabaseRole(NamedTuple):
    """A role of the server; has_options: whether a membership of it is more than that."""

    oid: int
    name: str
    login: bool
    superuser: bool
    create_database: bool
    create_role: bool
    inherit: bool
    replication: bool
    bypass_row_security: bool
    connection_limit: int | None
    valid_until: str | None
    member_of: list[str]
    has_options: bool
    settings: list[str] | None
    comment: str | None


class Unmodelled(NamedTuple):
    """What has no model: in which schema (None: in none), on which relation (0: on none)."""

    schema: str | None
    relation: int
    what: str


class NotNull(NamedTuple):
    """A NOT NULL constraint of a domain, or one of a table that has options; column is "" on a domain."""

    schema: str
    relation: int
    domain: int
    owner: str
    column: str
    name: str
    options: str
