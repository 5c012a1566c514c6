-- Columns of tables, in their order; inherited tells of those that a table has from its parents alone.
select a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
       case when f.oid is not null then pg_get_expr(f.adbin, f.adrelid) end as expression,
       a.attgenerated::text, a.attidentity::text,
       case when cn.nspname in ('pg_catalog', 'public') then '' else cn.nspname end as collation_schema,
       co.collname, d.description as comment,
       not a.attislocal as inherited,
       case when a.attstorage <> t.typstorage then case a.attstorage
         when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end as storage,
       case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,
       case when a.attstattarget >= 0 then a.attstattarget end as statistics,
       k.conname as not_null_name
from pg_attribute a
join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
left join pg_collation co on co.oid = a.attcollation and a.attcollation <> t.typcollation
left join pg_namespace cn on cn.oid = co.collnamespace
left join pg_constraint k on k.contype = 'n' and k.conrelid = a.attrelid and k.conkey[1] = a.attnum
left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = a.attrelid and d.objsubid = a.attnum
where a.attnum > 0 and not a.attisdropped
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by a.attrelid, a.attnum
