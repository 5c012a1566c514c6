-- Rewrite rules but for the one that makes a view. definition: what holds their condition and their statements.
select r.ev_class as relation, r.rulename, r.ev_type::text as event, r.is_instead, pg_get_ruledef(r.oid) as definition,
       r.ev_enabled::text as enabled, d.description as comment
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
join pg_namespace n on n.oid = c.relnamespace
left join pg_description d on d.classoid = 'pg_rewrite'::regclass and d.objoid = r.oid and d.objsubid = 0
where r.rulename <> '_RETURN' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_rewrite'::regclass and x.objid = r.oid and x.deptype = 'e'
  )
order by r.ev_class, r.rulename
