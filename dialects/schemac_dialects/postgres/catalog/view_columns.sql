-- Columns of views and materialized views that have a comment or a default.
select a.attrelid, a.attname, d.description as comment, pg_get_expr(f.adbin, f.adrelid) as default_expression,
       format_type(a.atttypid, a.atttypmod) as type
from pg_attribute a
join pg_class c on c.oid = a.attrelid and c.relkind in ('v', 'm')
join pg_namespace n on n.oid = c.relnamespace
left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = a.attrelid and d.objsubid = a.attnum
where a.attnum > 0 and not a.attisdropped and (f.oid is not null or d.description is not null)
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by a.attrelid, a.attname
