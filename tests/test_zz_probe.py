import pytest, json
from tests.workspace import Workspace
CASES = {
 'bigint': "tables:\n  t:\n    columns:\n      a: {type: integer, default: %s}\n" % ('9'*5000),
 'exp': "tables:\n  t:\n    columns:\n      a: {type: integer, default: 1e99999999}\n",
 'exphuge': "tables:\n  t:\n    columns:\n      a: {type: integer, default: 1e99999999999999999999999}\n",
 'inf': "tables:\n  t:\n    columns:\n      a: {type: integer, default: .inf}\n",
 'infd': "tables:\n  t:\n    columns:\n      a: {type: double precision, default: .inf}\n",
 'nan': "tables:\n  t:\n    columns:\n      a: {type: double precision, default: .nan}\n",
 'jsonnan': "tables:\n  t:\n    columns:\n      a: {type: json, default: {json: {x: .nan}}}\n",
 'float': "tables:\n  t:\n    columns:\n      a: {type: numeric, default: 1.10}\n",
 'boolstr': "tables:\n  t:\n    columns:\n      a: {type: text, default: true}\n",
 'enumbool': "enums:\n  e: ['true', b]\ntables:\n  t:\n    columns:\n      a: {type: e, default: true}\n      id: integer\n",
 'domcycle': "domains:\n  a: {type: b, default: 1}\n  b: a\ntables:\n  t: {columns: {x: a}}\n",
 'domcycle2': "domains:\n  a: b\n  b: a\ntables:\n  t: {columns: {x: {type: a, default: 1}}}\n",
 'bothkeys': "views:\n  v: {query: select 1, query_file: x.sql}\n",
 'nokeys': "views:\n  v: {columns: [a]}\n",
 'listdefault': "tables:\n  t:\n    columns:\n      a: {type: integer, default: [1]}\n",
 'viewcycle': "views:\n  a: select * from b\n  b: select * from a\n",
 'viewself': "views:\n  a: select * from a\n",
 'nothing': "",
 'emptytables': "tables:\n",
 'tnull': "tables:\n  t:\n",
 'tnull2': "tables:\n  t: {}\n",
 'colnull': "tables:\n  t:\n    columns:\n      a:\n",
 'mixinself': "mixins:\n  m: {columns: {a: text}}\ntables:\n  t: {mixins: [m, m], columns: {b: text}}\n",
 'dot': "tables:\n  a.b.c: {columns: {b: text}}\n",
 'dot2': "tables:\n  \"..\": {columns: {b: text}}\n",
 'emptyname': "tables:\n  \"\": {columns: {b: text}}\n",
 'emptyquoted': "tables:\n  '\"\"': {columns: {b: text}}\n",
 'schemaundeclared': "schema: shop\ntables:\n  t: {columns: {b: text}}\n",
 'funcs': "functions:\n  f: {args: {}, returns: integer, language: sql, body: select 1}\n",
 'badtype': "tables:\n  t: {columns: {b: txet}}\n",
 'typedict': "tables:\n  t: {columns: {b: {type: {mysql: text}}}}\n",
 'emptytype': "tables:\n  t: {columns: {b: ''}}\n",
 'qtype': "tables:\n  t: {columns: {b: '?'}}\n",
 'colname': "tables:\n  t: {columns: {'': text}}\n",
 'idxnocol': "tables:\n  t: {columns: {a: text}, indexes: {i: [b]}}\n",
 'fkcols': "tables:\n  t: {columns: {a: integer}, foreign_keys: {f: {columns: [a, a], references: t}}}\n",
 'seqowner': "sequences:\n  s: {owned_by: t.x}\ntables:\n  t: {columns: {a: integer}}\n",
 'enumdup': "enums:\n  e: [a, a]\n",
 'enumempty': "enums:\n  e: []\ntables:\n  t: {columns: {a: e}}\n",
 'dialects': "tables:\n  t: {columns: {a: text}, dialects: {sqlite: false, postgres: false}}\n",
 'dialectspatchbad': "tables:\n  t: {columns: {a: text}, dialects: {sqlite: {columns: {a: {type: 5}}}, postgres: {columns: {a: 5}}}}\n",
 'dialectspatchbad2': "tables:\n  t: {columns: {a: text}, dialects: {sqlite: {columns: 5}, postgres: {columns: null}}}\n",
 'dialectspatchbad3': "tables:\n  t: {columns: {a: {type: text, dialects: {sqlite: {type: null}, postgres: {type: null}}}}}\n",
 'dialectspatchbad4': "tables:\n  t: {columns: {a: text}, indexes: {i: {columns: [a], dialects: {sqlite: {columns: null}, postgres: {columns: null}}}}}\n",
 'rawdup': "raw:\n  x: {create: select 1}\n",
 'generated': "tables:\n  t: {columns: {a: {type: integer, generated: 1+1, default: 5}}}\n",
 'lit_nul': "tables:\n  t: {columns: {a: {type: text, default: \"\\0\"}}}\n",
 'surrogate': "tables:\n  t: {columns: {a: {type: text, default: \"\\ud800\"}}}\n",
 'control': "tables:\n  t: {columns: {a: {type: text, default: \"\x01\"}}}\n",
 'tab': "tables:\n\tt: 1\n",
 'anchor': "tables:\n  t: &a {columns: {a: text}}\n  u: *a\n",
 'selfalias': "tables:\n  t: &a {columns: *a}\n",
 'keyalias': "x-a: &k foo\ntables:\n  *k : {columns: {a: text}}\n",
 'tag': "tables:\n  t: !!map {columns: {a: !foo text}}\n",
 'pct': "%YAML 1.1\n---\ntables: {}\n",
 'docs': "tables: {}\n---\ntables: {}\n",
 'merge': "tables:\n  t: &a {columns: {a: text}}\n  u:\n    <<: *a\n",
 'comma': "tables:\n  t: {columns: {a: {type: numeric(12, 2)}}}\n",
 'comma2': "tables:\n  t: {columns: {a: numeric(12, 2)}}\n",
 'comma3': "tables:\n  t: {columns: {a: {type: numeric(12,2)}, b: {type: text[]}}}\n",
 'nullkey': "tables:\n  t: {columns: {a: {type: text, null: true}}}\n",
 'words': "tables:\n  t: {columns: {no: text, on: text, y: text, yes: text}}\n",
 'intkey': "tables:\n  1: {columns: {010: text, 1.5: text}}\n",
 'complexkey': "tables:\n  ? [a, b]\n  : {}\n",
 'date': "tables:\n  t: {columns: {a: {type: date, default: 2026-01-01}}}\n",
 'num': "tables:\n  t: {columns: {a: {type: text, default: 1.10}, b: {type: integer, default: 010}, c: {type: text, default: no}}}\n",
}
@pytest.mark.parametrize('name', CASES)
@pytest.mark.parametrize('d', ['sqlite','postgres'])
def test_p(tmp_path, capsys, monkeypatch, name, d):
    w = Workspace(tmp_path, capsys, monkeypatch)
    w.project(d); w.schema(CASES[name])
    import sys
    try:
        r = w.run('validate')
        r2 = w.run('export') if r.code == 0 else None
        with capsys.disabled(): print(f'\n##### {name} {d} -> {r.code}\n{r.err}', r2 and ("%s %s"%(r2.out[:600], r2.err[:600])))
    except AssertionError as e:
        with capsys.disabled(): print(f'\n##### {name} {d} CRASH {str(e)[:600]}')
