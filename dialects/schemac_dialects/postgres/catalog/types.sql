-- Enums, with their values in order, and domains, whose checks are among the constraints.
select t.oid, case n.nspname when 'public' then '' else n.nspname end as schema, t.typname,
       case t.typtype when 'e' then array(
         select v.enumlabel::text from pg_enum v where v.enumtypid = t.oid order by v.enumsortorder
       ) end as enum_values,
       case t.typtype when 'd' then format_type(t.typbasetype, t.typtypmod) end as base,
       not t.typnotnull as nullable, pg_get_expr(t.typdefaultbin, 0) as default_expression,
       case when cn.nspname in ('pg_catalog', 'public') then '' else cn.nspname end as collation_schema,
       c.collname, d.description as comment
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
left join pg_type b on b.oid = t.typbasetype
left join pg_collation c on c.oid = t.typcollation and t.typcollation <> b.typcollation
left join pg_namespace cn on cn.oid = c.collnamespace
left join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid
where t.typtype in ('e', 'd')
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_type'::regclass and x.objid = t.oid and x.deptype = 'e'
  )
order by n.nspname, t.typname
