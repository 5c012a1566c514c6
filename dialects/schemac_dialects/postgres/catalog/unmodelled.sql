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
           case when r.relkind = 'r' then case r.relreplident when 'n' then 'replica identity nothing' when 'f' then 'replica identity full'
                               when 'i' then 'replica identity by index' end end,
           case when r.relkind = 'r' and m.amname <> 'heap' then 'access method ' || m.amname end,
           case when r.relkind = 'S' and r.relpersistence = 'u' and not exists (
             select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = r.oid and x.deptype in ('a', 'i')
           ) then 'being unlogged' end
         ]) as feature
  from relations r
  left join pg_am m on m.oid = r.relam
  where r.relkind in ('r', 'S', 'v', 'm')
  union all
  select a.attrelid, a.attnum, unnest(array[
           case when a.attstorage <> t.typstorage and r.relkind in ('r', 'm') then 'storage mode' end,
           case when a.attcompression <> '' then 'compression' end,
           case when a.attstattarget >= 0 then 'statistics target' end,
           case when a.attoptions is not null then case when r.relkind in ('i', 'I')
                then 'operator class parameters' else 'options' end end,
           case when r.relkind = 'v' and a.atthasdef then 'default' end,
           case when r.relkind = 'v' and exists (
             select from pg_description d
             where d.classoid = 'pg_class'::regclass and d.objoid = r.oid and d.objsubid = a.attnum
           ) then 'comment' end
         ])
  from pg_attribute a
  join relations r on r.oid = a.attrelid
  join pg_type t on t.oid = a.atttypid
  where a.attnum > 0 and not a.attisdropped
    and (a.attstorage <> t.typstorage or a.attcompression <> '' or a.attstattarget >= 0
         or a.attoptions is not null or r.relkind = 'v')
  union all
  select i.indrelid, 0, unnest(array[
           case when i.indisclustered then format('clustering by index %I', c.relname) end,
           case when not i.indisvalid then format('the failed build of index %I', c.relname) end,
           case when k.oid is not null and c.reloptions is not null
                then format('storage parameters of the index of constraint %I', k.conname) end,
           case when k.oid is not null and c.reltablespace <> 0
                then format('tablespace of the index of constraint %I', k.conname) end,
           case when k.oid is not null and exists (
             select from pg_description d where d.classoid = 'pg_class'::regclass and d.objoid = c.oid
           ) then format('comment on the index of constraint %I', k.conname) end
         ])
  from pg_index i
  join relations c on c.oid = i.indexrelid
  left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
  union all
  select k.conrelid, 0, format('the columns of ON DELETE of foreign key %I', k.conname)
  from pg_constraint k
  where k.contype = 'f' and k.confdeltype in ('n', 'd') and k.conparentid = 0
    and pg_get_constraintdef(k.oid) ~ ' ON DELETE SET (NULL|DEFAULT) \('
),
objects (class, oid, number, space, relation, what) as (
  select 'pg_type'::regclass, t.oid, 0, t.typnamespace, 0::oid, '' from pg_type t
  where t.typnamespace in (select oid from spaces)
    and (t.typtype = 'p' or t.typtype = 'b' and t.typcategory <> 'A')
  union all
  select 'pg_collation'::regclass, oid, 0, collnamespace, 0, '' from pg_collation
  union all
  select 'pg_conversion'::regclass, oid, 0, connamespace, 0, '' from pg_conversion
  union all
  select 'pg_operator'::regclass, oid, 0, oprnamespace, 0, '' from pg_operator
  union all
  select 'pg_opclass'::regclass, oid, 0, opcnamespace, 0, '' from pg_opclass
  union all
  select 'pg_opfamily'::regclass, oid, 0, opfnamespace, 0, '' from pg_opfamily
  union all
  select 'pg_ts_config'::regclass, oid, 0, cfgnamespace, 0, '' from pg_ts_config
  union all
  select 'pg_ts_dict'::regclass, oid, 0, dictnamespace, 0, '' from pg_ts_dict
  union all
  select 'pg_ts_parser'::regclass, oid, 0, prsnamespace, 0, '' from pg_ts_parser
  union all
  select 'pg_ts_template'::regclass, oid, 0, tmplnamespace, 0, '' from pg_ts_template
  union all
  select 'pg_cast'::regclass, oid, 0, 0, 0, '' from pg_cast
  union all
  select 'pg_language'::regclass, oid, 0, 0, 0, '' from pg_language
  union all
  select 'pg_am'::regclass, oid, 0, 0, 0, '' from pg_am
  union all
  select 'pg_transform'::regclass, oid, 0, 0, 0, '' from pg_transform
  union all
  select 'pg_foreign_data_wrapper'::regclass, oid, 0, 0, 0, '' from pg_foreign_data_wrapper
  union all
  select 'pg_foreign_server'::regclass, oid, 0, 0, 0, '' from pg_foreign_server
  union all
  select 'pg_user_mapping'::regclass, umid, 0, 0, 0, '' from pg_user_mappings
  union all
  select 'pg_publication'::regclass, oid, 0, 0, 0, '' from pg_publication
  union all
  select 'pg_subscription'::regclass, oid, 0, 0, 0, '' from pg_subscription
  where subdbid = (select oid from pg_database where datname = current_database())
  union all
  select 'pg_class'::regclass, s.oid, s.number, r.relnamespace, coalesce(i.indrelid, r.oid), s.feature || ' of '
  from settings s
  join relations r on r.oid = s.oid
  left join pg_index i on i.indexrelid = r.oid
  where s.feature is not null
  union all
  select l.classoid, l.objoid, l.objsubid, r.relnamespace, coalesce(r.oid, 0), 'security label of '
  from pg_seclabel l
  left join relations r on l.classoid = 'pg_class'::regclass and r.oid = l.objoid
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
union all
-- Owners: what is made anew belongs to whoever makes it.
select case n.nspname when 'public' then '' else n.nspname end, 0,
       format('the owner %I of %s', pg_get_userbyid(o.owner),
              case when count(*) <= 3 then string_agg(o.name, ', ' order by o.name)
                   else min(o.name) || ' and ' || (count(*) - 1) || ' more objects' end)
from (
  select relnamespace as space, relowner as owner, oid::regclass::text as name, 'pg_class'::regclass as class, oid
  from relations where relkind in ('r', 'p', 'f', 'v', 'm', 'S')
  union all
  select pronamespace, proowner, oid::regprocedure::text, 'pg_proc'::regclass, oid from pg_proc
  union all
  select typnamespace, typowner, oid::regtype::text, 'pg_type'::regclass, oid from pg_type where typtype in ('e', 'd')
  union all
  select oid, nspowner, 'schema ' || quote_ident(nspname), 'pg_namespace'::regclass, oid
  from pg_namespace where nspname <> 'public'
) o
join pg_namespace n on n.oid = o.space
where o.space in (select oid from spaces) and o.owner <> (select oid from pg_roles where rolname = current_user)
  and not exists (
    select from pg_depend x where x.classid = o.class and x.objid = o.oid and x.deptype in ('e', 'i', 'a')
      and (x.deptype <> 'a' or x.refclassid = 'pg_class'::regclass)
  )
group by n.nspname, o.owner
order by 1, 3
