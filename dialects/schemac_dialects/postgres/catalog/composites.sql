-- Composite types, a row for each field in order; one without fields has a row of nulls.
select t.oid, case n.nspname when 'public' then '' else n.nspname end as schema, t.typname, d.description as comment,
       a.attname, format_type(a.atttypid, a.atttypmod) as type,
       case when cn.nspname in ('pg_catalog', 'public') then '' else cn.nspname end as collation_schema,
       co.collname, f.description as field_comment
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_type e on e.oid = a.atttypid
left join pg_collation co on co.oid = a.attcollation and a.attcollation <> e.typcollation
left join pg_namespace cn on cn.oid = co.collnamespace
left join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid and d.objsubid = 0
left join pg_description f on f.classoid = 'pg_class'::regclass and f.objoid = c.oid and f.objsubid = a.attnum
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_type'::regclass and x.objid = t.oid and x.deptype = 'e'
  )
order by n.nspname, t.typname, a.attnum
