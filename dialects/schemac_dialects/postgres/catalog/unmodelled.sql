-- What belongs to the user and has no model: in which schema (null: in none), on which relation (0: on none), and what.
-- Objects without a schema are the user's from oid 16384 on (FirstNormalObjectId).
with spaces as (
  select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
relations as (
  select c.* from pg_class c where c.relnamespace in (select oid from spaces)
),
settings as (
  -- Features of one relation that have no name of their own.
  select r.oid, 0 as number, unnest(array[
           -- Since version 15 that of a column is as its table is, unless it was told otherwise.
           case when r.relpersistence = 'u' and o.relpersistence is distinct from 'u' then 'being unlogged'
                when r.relpersistence = 'p' and o.relpersistence = 'u'
                     and current_setting('server_version_num')::integer >= 150000 then 'being logged' end
         ]) as feature
  from relations r
  left join pg_depend x on x.classid = 'pg_class'::regclass and x.objid = r.oid and x.refclassid = 'pg_class'::regclass
    and x.deptype in ('a', 'i')
  left join pg_class o on o.oid = x.refobjid
  where r.relkind = 'S'
  union all
  select a.attrelid, a.attnum, unnest(array[
           case when a.attstorage <> t.typstorage and r.relkind = 'm' then 'storage mode' end,
           case when a.attcompression <> '' and r.relkind = 'm' then 'compression' end,
           case when a.attstattarget >= 0 and r.relkind not in ('r', 'p') then 'statistics target' end,
           case when a.attoptions is not null and r.relkind not in ('i', 'I') then 'options' end
         ])
  from pg_attribute a
  join relations r on r.oid = a.attrelid and r.relkind <> 'f'
  join pg_type t on t.oid = a.atttypid
  where a.attnum > 0 and not a.attisdropped
    and (a.attstorage <> t.typstorage or a.attcompression <> '' or a.attstattarget >= 0 or a.attoptions is not null)
  union all
  select i.indrelid, 0, unnest(array[
           case when not i.indisvalid then format('the failed build of index %I', c.relname) end,
           case when k.oid is not null and exists (
             select from pg_description d where d.classoid = 'pg_class'::regclass and d.objoid = c.oid
           ) then format('comment on the index of constraint %I', k.conname) end
         ])
  from pg_index i
  join relations c on c.oid = i.indexrelid
  left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
),
objects (class, oid, number, space, relation, what) as (
  select 'pg_subscription'::regclass, oid, 0, 0, 0, '' from pg_subscription
  where subdbid = (select oid from pg_database where datname = current_database())
  union all
  select 'pg_class'::regclass, s.oid, s.number, r.relnamespace, coalesce(i.indrelid, r.oid), s.feature || ' of '
  from settings s
  join relations r on r.oid = s.oid
  left join pg_index i on i.indexrelid = r.oid
  where s.feature is not null
)
select case n.nspname when 'public' then '' else n.nspname end as schema,
       case when c.relkind in ('r', 'p', 'f', 'v', 'm') then o.relation else 0 end as relation,
       -- Identities are qualified always, and public is what is meant anyway.
       o.what || i.type || ' ' || regexp_replace(i.identity, '\mpublic\.', '', 'g') as description
from objects o
left join pg_namespace n on n.oid = o.space
left join pg_class c on c.oid = o.relation
cross join lateral pg_identify_object(o.class, o.oid, o.number) i
where (o.oid >= 16384 or o.what <> '')
  and (o.space = 0 or o.space in (select oid from spaces))
  and not exists (select from pg_depend x where x.classid = o.class and x.objid = o.oid and x.deptype = 'e')
  and (o.what <> ''
       or not exists (select from pg_depend x where x.classid = o.class and x.objid = o.oid and x.deptype = 'i'))
order by 1, 3
