"""Generated projects: tables of 12 columns, 2 indexes, 1 foreign key and 1 check each."""

from __future__ import annotations

from pathlib import Path

LAYOUTS = ("split", "single")  # one file per table, or one for all

TABLE = """\
  {name}:
    columns:
      id: bigint
      parent_id: {{type: bigint, nullable: true, references: {parent}}}
      name: varchar(120)
      email: text
      status: {{type: varchar(20), default: draft}}
      price: {{type: "decimal(12,2)", default: 0}}
      quantity: {{type: integer, default: 1}}
      active: {{type: boolean, default: true}}
      note: text?
      data: json?
      created_at: {{type: timestamptz, default: {{sql: current_timestamp}}}}
      updated_at: timestamptz?
    primary_key: id
    checks:
      {name}_price_positive: price >= 0
    indexes:
      {name}_by_name: [name]
      {name}_by_status: [status, created_at]
"""
HEAD = "schemac: 1\ntables:\n"


def write(folder: Path, *, dialect: str, tables: int, layout: str) -> None:
    """Write a project file and its schema into a new folder."""
    schema = folder / "schema"
    schema.mkdir(parents=True)
    (folder / "schemac.yaml").write_text(
        f"schemac: 1\nschema: [schema/**/*.yaml]\ndialect: {dialect}\nmigrations: migrations\n"
    )
    names = [f"table_{number:05}" for number in range(tables)]
    # Each table refers to the one before it, the first one to itself.
    texts = {
        name: TABLE.format(name=name, parent=parent) for name, parent in zip(names, [names[0], *names], strict=False)
    }
    if layout == "single":
        (schema / "all.yaml").write_text(HEAD + "".join(texts.values()))
    else:
        for name, text in texts.items():
            (schema / f"{name}.yaml").write_text(HEAD + text)


def add_column(folder: Path, name: str) -> None:
    """Add a column to a table of a project."""
    files = sorted((folder / "schema").iterdir())
    file = files[len(files) // 2]
    before, note, after = file.read_text().partition("      note: text?\n")
    file.write_text(f"{before}      {name}: text?\n{note}{after}")
