-- Event triggers, which live in no schema.
select e.oid, e.evtname, e.evtevent, coalesce(e.evttags, '{}') as tags,
       case n.nspname when 'public' then '' when 'pg_catalog' then '' else n.nspname end as function_schema,
       p.proname as function, e.evtenabled::text as enabled, d.description as comment
from pg_event_trigger e
join pg_proc p on p.oid = e.evtfoid
join pg_namespace n on n.oid = p.pronamespace
left join pg_description d on d.classoid = 'pg_event_trigger'::regclass and d.objoid = e.oid and d.objsubid = 0
where not exists (
  select from pg_depend x where x.classid = 'pg_event_trigger'::regclass and x.objid = e.oid and x.deptype = 'e'
)
order by e.evtname
