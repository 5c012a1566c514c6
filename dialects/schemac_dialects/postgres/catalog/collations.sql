-- Collations. The locale of ICU and of the built-in provider stands in another column with each version: 14 has it where
-- libc's categories are, 15 in colliculocale, 17 in colllocale.
select l.oid, case n.nspname when 'public' then '' else n.nspname end as schema, l.collname, d.description as comment,
       l.collprovider::text, coalesce(v.colllocale, v.colliculocale) as locale, l.collcollate::text, l.collctype::text,
       l.collisdeterministic, v.collicurules as rules
from pg_collation l
join pg_namespace n on n.oid = l.collnamespace
left join pg_description d on d.classoid = 'pg_collation'::regclass and d.objoid = l.oid
-- Columns of other servers: where the inner query has none of that name, it sees the outer one.
cross join (values (null::text, null::text, null::text)) older (colllocale, colliculocale, collicurules)
cross join lateral (
  select (select colllocale::text from pg_collation x where x.oid = l.oid) as colllocale,
         (select colliculocale::text from pg_collation x where x.oid = l.oid) as colliculocale,
         (select collicurules::text from pg_collation x where x.oid = l.oid) as collicurules
) v
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_collation'::regclass and x.objid = l.oid and x.deptype = 'e'
  )
order by n.nspname, l.collname
