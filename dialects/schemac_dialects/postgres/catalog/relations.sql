-- Tables and views; obstacle tells of those that have no model what they are.
select c.oid, case n.nspname when 'public' then '' else n.nspname end as schema, c.relname, c.relkind::text,
       case
         when c.relispartition then 'partition'
         when c.relkind = 'p' then 'partitioned table'
         when c.relkind = 'f' then 'foreign table'
         when c.reloftype <> 0 then 'typed table'
         when i.inhrelid is not null then 'inheriting table'
       end as obstacle,
       c.relpersistence = 'u' as unlogged,
       c.reloptions || array(select 'toast.' || o from unnest(t.reloptions) o) as storage,
       s.spcname as tablespace, d.description as comment,
       case c.relkind when 'v' then pg_get_viewdef(c.oid) end as query
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join (select distinct inhrelid from pg_inherits) i on i.inhrelid = c.oid
left join pg_class t on t.oid = c.reltoastrelid and t.reloptions is not null
left join pg_tablespace s on s.oid = c.reltablespace
left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
where c.relkind in ('r', 'p', 'f', 'v', 'm')
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e'
  )
order by n.nspname, c.relname
