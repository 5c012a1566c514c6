-- Schemas and extensions. Every server makes schema public, and gives an extension the comment of its control file:
-- only what differs from that is somebody's declaration.
select 'schema' as kind, n.oid, n.nspname as name, null as into_schema,
       case when n.nspname <> 'public' or d.description <> 'standard public schema' then d.description end as comment
from pg_namespace n
left join pg_description d on d.classoid = 'pg_namespace'::regclass and d.objoid = n.oid
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_namespace'::regclass and x.objid = n.oid and x.deptype = 'e'
  )
union all
select 'extension', e.oid, e.extname,
       -- A schema that the extension makes itself is no choice either.
       case when n.nspname not in ('public', 'pg_catalog') and not exists (
         select from pg_depend x
         where x.classid = 'pg_namespace'::regclass and x.objid = n.oid
           and x.refclassid = 'pg_extension'::regclass and x.refobjid = e.oid and x.deptype = 'e'
       ) then n.nspname end,
       case when d.description is distinct from a.comment then d.description end
from pg_extension e
join pg_namespace n on n.oid = e.extnamespace
left join pg_description d on d.classoid = 'pg_extension'::regclass and d.objoid = e.oid
left join pg_available_extensions() a on a.name = e.extname
where e.extname <> 'plpgsql'
