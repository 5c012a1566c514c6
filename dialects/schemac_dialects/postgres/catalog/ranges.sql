-- Range types; the multirange type of each is made with it.
select t.oid, case n.nspname when 'public' then '' else n.nspname end as schema, t.typname, d.description as comment,
       format_type(r.rngsubtype, null) as subtype,
       case when os.nspname in ('pg_catalog', 'public') then '' else os.nspname end as opclass_schema,
       o.opcname,
       case when fs.nspname in ('pg_catalog', 'public') then '' else fs.nspname end as diff_schema, f.proname as diff,
       case when cs.nspname in ('pg_catalog', 'public') then '' else cs.nspname end as canonical_schema, c.proname as canonical,
       case when ls.nspname in ('pg_catalog', 'public') then '' else ls.nspname end as collation_schema, l.collname,
       case ms.nspname when 'public' then '' else ms.nspname end as multirange_schema, m.typname as multirange
from pg_range r
join pg_type t on t.oid = r.rngtypid
join pg_namespace n on n.oid = t.typnamespace
join pg_type e on e.oid = r.rngsubtype
join pg_type m on m.oid = r.rngmultitypid
join pg_namespace ms on ms.oid = m.typnamespace
left join pg_opclass o on o.oid = r.rngsubopc and not o.opcdefault
left join pg_namespace os on os.oid = o.opcnamespace
left join pg_proc f on f.oid = r.rngsubdiff
left join pg_namespace fs on fs.oid = f.pronamespace
left join pg_proc c on c.oid = r.rngcanonical
left join pg_namespace cs on cs.oid = c.pronamespace
left join pg_collation l on l.oid = r.rngcollation and r.rngcollation <> e.typcollation
left join pg_namespace ls on ls.oid = l.collnamespace
left join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid and d.objsubid = 0
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_type'::regclass and x.objid = t.oid and x.deptype = 'e'
  )
order by n.nspname, t.typname
