-- Extended statistics of tables and materialized views. Their columns come in the order of the table, then what they
-- compute.
select x.stxrelid, case n.nspname when 'public' then '' else n.nspname end as schema, x.stxname,
       array(
         select a.attname::text from unnest(x.stxkeys::int2[]) with ordinality key (number, position)
         join pg_attribute a on a.attrelid = x.stxrelid and a.attnum = key.number
         order by key.position
       ) as columns,
       coalesce(pg_get_statisticsobjdef_expressions(x.oid), '{}') as expressions,
       array(
         select case kind when 'd' then 'ndistinct' when 'f' then 'dependencies' when 'm' then 'mcv' end
         from unnest(x.stxkind::text[]) kind where kind in ('d', 'f', 'm')
       ) as kinds,
       case when x.stxstattarget >= 0 then x.stxstattarget end as target, d.description as comment
from pg_statistic_ext x
join pg_namespace n on n.oid = x.stxnamespace
left join pg_description d on d.classoid = 'pg_statistic_ext'::regclass and d.objoid = x.oid
where not exists (
  select from pg_depend e where e.classid = 'pg_statistic_ext'::regclass and e.objid = x.oid and e.deptype = 'e'
)
order by n.nspname, x.stxname
