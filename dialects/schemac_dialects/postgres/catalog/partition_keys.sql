-- The parts of partition keys: strategy r (range), l (list) or h (hash); the definition as the server writes all of it, of
-- which an expression is a part.
select p.partrelid, p.partstrat::text, k.position::int, a.attname as column_name, pg_get_partkeydef(p.partrelid) as definition,
       case when not o.opcdefault then o.opcname end as opclass,
       case when onsp.nspname in ('pg_catalog', 'public') then '' else onsp.nspname end as opclass_schema,
       co.collname as collation_name,
       case when cn.nspname in ('pg_catalog', 'public') then '' else cn.nspname end as collation_schema
from pg_partitioned_table p
join pg_class c on c.oid = p.partrelid
join pg_namespace n on n.oid = c.relnamespace
cross join lateral unnest(p.partattrs::int2[]) with ordinality k (attribute, position)
left join pg_attribute a on a.attrelid = p.partrelid and a.attnum = k.attribute and k.attribute > 0
left join pg_opclass o on o.oid = p.partclass[k.position - 1]
left join pg_namespace onsp on onsp.oid = o.opcnamespace
-- An expression has a collation of its own, which no catalogue holds: it is part of the definition.
left join pg_collation co on co.oid = p.partcollation[k.position - 1] and co.oid <> a.attcollation
left join pg_namespace cn on cn.oid = co.collnamespace
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by p.partrelid, k.position
