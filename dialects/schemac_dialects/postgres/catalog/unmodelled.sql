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
union all
select s.schema, s.relation, s.what
from (
  -- Of one object each, in its schema.
  select r.relnamespace as space, r.oid as relation, format('the order of the columns of partition %s', r.oid::regclass) as what
  from relations r
  join pg_inherits h on h.inhrelid = r.oid
  where r.relispartition and r.relkind in ('r', 'p')
    and array(select attname from pg_attribute where attrelid = r.oid and attnum > 0 and not attisdropped order by attnum)
     <> array(select attname from pg_attribute where attrelid = h.inhparent and attnum > 0 and not attisdropped order by attnum)
  union all
  select r.relnamespace, r.oid, format('the state of trigger %I on partition %s', t.tgname, r.oid::regclass)
  from pg_trigger t
  join pg_trigger p on p.oid = t.tgparentid and p.tgenabled <> t.tgenabled
  join relations r on r.oid = t.tgrelid
  where not t.tgisinternal
  union all
  select o.oprnamespace as space, 0::oid as relation, format('operator %s, which has no function,', o.oid::regoperator) as what
  from pg_operator o
  where o.oprcode = 0
  union all
  select t.typnamespace, 0, 'the comment of type ' || t.oid::regtype
  from pg_type t
  join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid
  where t.typtype = 'm' or t.typrelid <> 0 and t.typrelid not in (select oid from pg_class where relkind = 'c')
  union all
  select r.relnamespace, r.oid, format('the comment of constraint %I of table %s', k.conname, r.oid::regclass)
  from pg_constraint k
  join relations r on r.oid = k.conrelid
  join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = k.oid
  where k.contype = 'n' and r.relkind <> 'f'
  union all
  select r.relnamespace, r.oid, format('the state of the triggers of constraint %I of table %s', k.conname, r.oid::regclass)
  from relations r
  join pg_trigger t on t.tgrelid = r.oid and t.tgisinternal and t.tgenabled <> 'O' and t.tgparentid = 0
  join pg_constraint k on k.oid = t.tgconstraint
  group by r.relnamespace, r.oid, k.conname
  union all
  select coalesce(r.relnamespace, p.pronamespace), case r.relkind when 'i' then i.indrelid when 'I' then i.indrelid else coalesce(r.oid, 0) end,
         format('that %s needs extension %I', pg_describe_object(d.classid, d.objid, d.objsubid), e.extname)
  from pg_depend d
  join pg_extension e on d.refclassid = 'pg_extension'::regclass and e.oid = d.refobjid
  left join pg_trigger t on d.classid = 'pg_trigger'::regclass and t.oid = d.objid
  left join pg_class r on r.oid = case when d.classid = 'pg_class'::regclass then d.objid else t.tgrelid end
  left join pg_index i on i.indexrelid = r.oid
  left join pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid
  where d.deptype = 'x'
) x
join lateral (select x.relation, x.what, case n.nspname when 'public' then '' else n.nspname end as schema
              from pg_namespace n where n.oid = x.space) s on true
where x.space in (select oid from spaces)
union all
select null, 0, w.what
from (
  -- Of the database itself, and of what is in no schema.
  select format(case s.setrole when 0 then 'setting %s of the database' else 'setting %s of role %I in the database' end,
                split_part(c.setting, '=', 1), pg_get_userbyid(s.setrole)) as what
  from pg_db_role_setting s
  join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
  cross join lateral unnest(s.setconfig) c (setting)
  union all
  select unnest(array[
           case when d.datacl is not null and d.datacl <> acldefault('d', d.datdba) then 'privileges on the database' end,
           case when d.datconnlimit >= 0 then 'the limit of connections of the database' end,
           case when shobj_description(d.oid, 'pg_database') <> 'default administrative connection database'
                then 'the comment of the database' end])
  from pg_database d
  where d.datname = current_database()
  union all
  select 'the absence of schema public' where to_regnamespace('public') is null
  union all
  select format('large objects (%s)', count(*)) from pg_largeobject_metadata having count(*) > 0
  union all
  select format('security label %s of %s %s', quote_ident(provider), objtype, objname)
  from pg_seclabels
  where objtype = 'large object' or objtype = 'database' and objoid = (select oid from pg_database where datname = current_database())
  union all
  -- What one may not see of others' mappings.
  select format('options of user mapping for %s server %I, which only the owner of the server may see,',
                case m.umuser when 0 then 'public' else quote_ident(m.usename) end, m.srvname)
  from pg_user_mappings m
  join pg_foreign_server s on s.oid = m.srvid
  where m.umoptions is null and not pg_has_role(s.srvowner, 'USAGE')
    and not (m.usename = current_user and has_server_privilege(s.oid, 'USAGE'))
  union all
  select format('privileges on objects of extension %I (%s)', e.extname, count(*))
  from (
    select 'pg_class'::regclass as class, oid, relacl as acl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner) as plain
    from pg_class
    union all
    select 'pg_proc'::regclass, oid, proacl, acldefault('f', proowner) from pg_proc
    union all
    select 'pg_type'::regclass, oid, typacl, acldefault('T', typowner) from pg_type
    union all
    select 'pg_namespace'::regclass, oid, nspacl, acldefault('n', nspowner) from pg_namespace
    union all
    select 'pg_language'::regclass, oid, lanacl, acldefault('l', lanowner) from pg_language
    union all
    select 'pg_foreign_data_wrapper'::regclass, oid, fdwacl, acldefault('F', fdwowner) from pg_foreign_data_wrapper
    union all
    select 'pg_foreign_server'::regclass, oid, srvacl, acldefault('S', srvowner) from pg_foreign_server
  ) o
  join pg_depend x on x.classid = o.class and x.objid = o.oid and x.deptype = 'e' and x.refclassid = 'pg_extension'::regclass
  join pg_extension e on e.oid = x.refobjid
  left join pg_init_privs i on i.classoid = o.class and i.objoid = o.oid and i.objsubid = 0
  where coalesce(o.acl, o.plain) <> coalesce(i.initprivs, o.plain)
  group by e.extname
) w
where w.what is not null
order by 1, 3
