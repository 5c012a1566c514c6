-- Types and other objects of a schema or of none that are carried as definitions; columns as in raws.sql.
with spaces as (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
found as (
  select 'y' as catalogue, t.oid, s.nspname as schema, 0::oid as relation, 'composite type ' || t.oid::regtype as name,
         format('CREATE TYPE %s AS (%s)', t.oid::regtype,
           (select string_agg(concat(E'\n  ', quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
                     case when a.attcollation <> e.typcollation then ' COLLATE ' || a.attcollation::regcollation end),
                     ',' order by a.attnum) || E'\n'
            from pg_attribute a join pg_type e on e.oid = a.atttypid
            where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped))
         || coalesce((select string_agg(format(E';\nCOMMENT ON COLUMN %s.%I IS %L', t.oid::regtype, a.attname, d.description), '' order by a.attnum)
            from pg_attribute a
            join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = t.typrelid and d.objsubid = a.attnum
            where a.attrelid = t.typrelid and a.attnum > 0), '') as definition,
         'DROP TYPE ' || t.oid::regtype as undo, 'pg_type'::regclass as class, 'TYPE ' || t.oid::regtype as commented
  from pg_type t
  join spaces s on s.oid = t.typnamespace
  join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
  union all
  select 'y', t.oid, s.nspname, 0, 'range type ' || t.oid::regtype,
         format(E'CREATE TYPE %s AS RANGE (\n  %s\n)', t.oid::regtype, concat_ws(E',\n  ',
           'SUBTYPE = ' || format_type(r.rngsubtype, null),
           'SUBTYPE_OPCLASS = ' || case when not o.opcdefault then format('%I.%I', n.nspname, o.opcname) end,
           'COLLATION = ' || case when r.rngcollation <> e.typcollation then r.rngcollation::regcollation::text end,
           'CANONICAL = ' || nullif(r.rngcanonical::text, '-'), 'SUBTYPE_DIFF = ' || nullif(r.rngsubdiff::text, '-'),
           'MULTIRANGE_TYPE_NAME = ' || r.rngmultitypid::regtype)),
         'DROP TYPE ' || t.oid::regtype, 'pg_type'::regclass, 'TYPE ' || t.oid::regtype
  from pg_range r
  join pg_type t on t.oid = r.rngtypid
  join pg_type e on e.oid = r.rngsubtype
  join spaces s on s.oid = t.typnamespace
  join pg_opclass o on o.oid = r.rngsubopc
  join pg_namespace n on n.oid = o.opcnamespace
  union all
  select 'x', x.oid, s.nspname, x.stxrelid, 'statistics ' || format('%I.%I', s.nspname, x.stxname),
         concat(pg_get_statisticsobjdef(x.oid),
           format(E';\nALTER STATISTICS %I.%I SET STATISTICS ', s.nspname, x.stxname) || case when x.stxstattarget >= 0 then x.stxstattarget end),
         format('DROP STATISTICS %I.%I', s.nspname, x.stxname), 'pg_statistic_ext'::regclass, format('STATISTICS %I.%I', s.nspname, x.stxname)
  from pg_statistic_ext x
  join spaces s on s.oid = x.stxnamespace
  union all
  select 'v', e.oid, null, 0, 'event trigger ' || quote_ident(e.evtname),
         concat(format('CREATE EVENT TRIGGER %I ON %s', e.evtname, e.evtevent),
           (select ' WHEN TAG IN (' || string_agg(quote_literal(tag), ', ') || ')' from unnest(e.evttags) tag),
           format(' EXECUTE FUNCTION %s()', e.evtfoid::regproc),
           format(E';\nALTER EVENT TRIGGER %I ', e.evtname)
             || case e.evtenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' when 'A' then 'ENABLE ALWAYS' end),
         format('DROP EVENT TRIGGER %I', e.evtname), 'pg_event_trigger'::regclass, format('EVENT TRIGGER %I', e.evtname)
  from pg_event_trigger e
)
select f.catalogue, f.oid, case f.schema when 'public' then '' else f.schema end as schema, f.relation, f.name,
       concat(f.definition, E';\nCOMMENT ON ' || f.commented || ' IS ' || quote_literal(d.description)) as definition,
       f.undo
from found f
left join pg_description d on d.classoid = f.class and d.objoid = f.oid and d.objsubid = 0
where not exists (select from pg_depend x where x.classid = f.class and x.objid = f.oid and x.deptype = 'e')
order by f.name
