"""A live PostgreSQL database with something of everything, to be read back."""

from __future__ import annotations

HEAD = """\
CREATE SCHEMA sales;
CREATE TYPE status AS ENUM ('draft', 'open', 'closed');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;
"""
TABLE = """\
CREATE TABLE {name} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint REFERENCES {parent} ON DELETE CASCADE,
  name varchar(120) NOT NULL,
  email email UNIQUE,
  status status NOT NULL DEFAULT 'draft',
  price numeric(12,2) NOT NULL DEFAULT 0 CHECK (price >= 0),
  quantity integer NOT NULL DEFAULT 1,
  total numeric(14,2) GENERATED ALWAYS AS (price * quantity) STORED,
  note text,
  data jsonb DEFAULT '{{}}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz
);
CREATE INDEX ON {name} (name);
CREATE INDEX ON {name} (lower(note)) WHERE status <> 'closed';
COMMENT ON TABLE {name} IS 'What is kept in {name}.';
COMMENT ON COLUMN {name}.price IS 'Without tax.';
"""
# Every tenth table has these beside.
MORE = """\
CREATE FUNCTION {name}_count(above bigint DEFAULT 0) RETURNS bigint LANGUAGE sql STABLE
  AS $$ SELECT count(*) FROM {name} WHERE id > above $$;
CREATE TRIGGER touched BEFORE UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON {name} FOR SELECT USING (name = current_user);
CREATE VIEW {name}_open AS SELECT id, name, total FROM {name} WHERE status = 'open';
CREATE TABLE sales.{name}_log (id bigint NOT NULL, happened_at timestamptz NOT NULL, what text)
  PARTITION BY RANGE (happened_at);
CREATE TABLE sales.{name}_log_old PARTITION OF sales.{name}_log FOR VALUES FROM (MINVALUE) TO ('2025-01-01');
CREATE TABLE sales.{name}_log_new PARTITION OF sales.{name}_log FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);
CREATE INDEX ON sales.{name}_log (happened_at);
"""


def script(tables: int) -> str:
    """The SQL of a database of so many tables of 12 columns."""
    names = [f"table_{number:05}" for number in range(tables)]
    parts = [HEAD]
    for number, (name, parent) in enumerate(zip(names, [names[0], *names], strict=False)):
        parts.append(TABLE.format(name=name, parent=parent))
        if number % 10 == 0:
            parts.append(MORE.format(name=name))
    return "".join(parts)
