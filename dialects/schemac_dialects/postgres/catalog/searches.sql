-- Parsers, templates, dictionaries and configurations of text search as the statements that make them; columns as in
-- foreign.sql.
with spaces as (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
prefixes as (
  -- What is of the catalogue itself goes without saying.
  select n.oid, case when n.nspname in ('public', 'pg_catalog') then '' else quote_ident(n.nspname) || '.' end as prefix
  from pg_namespace n
),
mappings as (
  -- One line for all the tokens that go to the same dictionaries.
  select cfg as oid, string_agg(format(E';\nALTER TEXT SEARCH CONFIGURATION %s ADD MAPPING FOR %s WITH %s',
                       cfg::regconfig, tokens, dictionaries), '' order by place) as definitions
  from (
    select cfg, dictionaries, string_agg(quote_ident(alias), ', ' order by token) as tokens, min(token) as place
    from (
      select m.mapcfg as cfg, m.maptokentype as token, k.alias,
             string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
      from pg_ts_config_map m
      join pg_ts_config c on c.oid = m.mapcfg
      join spaces s on s.oid = c.cfgnamespace
      join lateral ts_token_type(c.cfgparser) k on k.tokid = m.maptokentype
      group by m.mapcfg, m.maptokentype, k.alias
    ) tokens
    group by cfg, dictionaries
  ) lines
  group by cfg
),
found as (
  select 'pg_ts_parser'::regclass as class, p.oid, p.prsnamespace as space, 0::oid as relation,
         concat('CREATE ', n.name, E' (\n  ', concat_ws(E',\n  ', 'START = ' || p.prsstart, 'GETTOKEN = ' || p.prstoken,
           'END = ' || p.prsend, 'LEXTYPES = ' || p.prslextype, 'HEADLINE = ' || nullif(p.prsheadline, 0)::regproc), E'\n)')
           as definition,
         'DROP ' || n.name as undo, n.name as target, null::oid as owner
  from pg_ts_parser p
  join prefixes s on s.oid = p.prsnamespace
  cross join lateral concat('TEXT SEARCH PARSER ', s.prefix, quote_ident(p.prsname)) n (name)
  union all
  select 'pg_ts_template'::regclass, t.oid, t.tmplnamespace, 0,
         concat('CREATE ', n.name, ' (', 'INIT = ' || nullif(t.tmplinit, 0)::regproc || ', ', 'LEXIZE = ', t.tmpllexize, ')'),
         'DROP ' || n.name, n.name, null
  from pg_ts_template t
  join prefixes s on s.oid = t.tmplnamespace
  cross join lateral concat('TEXT SEARCH TEMPLATE ', s.prefix, quote_ident(t.tmplname)) n (name)
  union all
  select 'pg_ts_dict'::regclass, d.oid, d.dictnamespace, 0,
         concat('CREATE ', n.name, ' (TEMPLATE = ', s.prefix, quote_ident(t.tmplname), ', ' || d.dictinitoption, ')'),
         'DROP ' || n.name, n.name, d.dictowner
  from pg_ts_dict d
  join pg_ts_template t on t.oid = d.dicttemplate
  join prefixes s on s.oid = t.tmplnamespace
  cross join lateral concat('TEXT SEARCH DICTIONARY ', d.oid::regdictionary) n (name)
  union all
  select 'pg_ts_config'::regclass, c.oid, c.cfgnamespace, 0,
         concat('CREATE ', n.name, ' (PARSER = ', s.prefix,
                quote_ident(p.prsname), ')', m.definitions),
         'DROP ' || n.name, n.name, c.cfgowner
  from pg_ts_config c
  join pg_ts_parser p on p.oid = c.cfgparser
  join prefixes s on s.oid = p.prsnamespace
  left join mappings m on m.oid = c.oid
  cross join lateral concat('TEXT SEARCH CONFIGURATION ', c.oid::regconfig) n (name)
)
select f.class::text as catalogue, f.oid, case s.nspname when 'public' then '' else s.nspname end as schema, f.relation,
       lower(substring(f.target from '^[A-Z ]+')) || substring(f.target from '^[A-Z ]+(.*)') as name,
       concat(f.definition, E';\nCOMMENT ON ' || f.target || ' IS ' || quote_literal(d.description),
         E';\nALTER ' || f.target || ' OWNER TO ' || quote_ident(pg_get_userbyid(nullif(f.owner, u.oid)))) as definition,
       f.undo, null::text[] as left_out
from found f
left join spaces s on s.oid = f.space
left join pg_description d on d.classoid = f.class and d.objoid = f.oid and d.objsubid = 0
join pg_roles u on u.rolname = current_user
where f.oid >= 16384 and (f.space = 0 or s.oid is not null)
  and not exists (select from pg_depend x where x.classid = f.class and x.objid = f.oid and x.deptype in ('e', 'i'))
order by name
