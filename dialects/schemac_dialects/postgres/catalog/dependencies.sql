-- What those definitions depend on, as letters of catalogues: f functions, t triggers, u rules, r relations, y types,
-- p policies, s row security, x statistics, v event triggers, A to C and E privileges.
-- A materialized view depends on what its rule depends on; the row type of a relation is the relation, and an array
-- its elements.
select distinct
       case d.classid when 'pg_proc'::regclass then 'f' when 'pg_trigger'::regclass then 't' when 'pg_policy'::regclass then 'p'
                      when 'pg_statistic_ext'::regclass then 'x' when 'pg_event_trigger'::regclass then 'v'
                      when 'pg_type'::regclass then 'y' when 'pg_class'::regclass then 'y'
                      else case w.rulename when '_RETURN' then 'r' else 'u' end end as catalogue,
       case when w.rulename = '_RETURN' then w.ev_class when o.reltype is not null then o.reltype else d.objid end as oid,
       case when d.refclassid = 'pg_proc'::regclass then 'f'
            when d.refclassid = 'pg_class'::regclass or k.relkind <> 'c' then 'r' else 'y' end as needed_catalogue,
       case when d.refclassid = 'pg_type'::regclass and k.relkind <> 'c' then e.typrelid
            when d.refclassid = 'pg_type'::regclass then e.oid else d.refobjid end as needed_oid
from pg_depend d
left join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
left join pg_class v on v.oid = w.ev_class
left join pg_class o on d.classid = 'pg_class'::regclass and o.oid = d.objid and o.relkind = 'c'
left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
left join pg_type e on e.oid = case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem else t.oid end
left join pg_class k on k.oid = e.typrelid
where (d.classid in ('pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass,
                     'pg_statistic_ext'::regclass, 'pg_event_trigger'::regclass)
       or d.classid = 'pg_type'::regclass and exists (select from pg_range where rngtypid = d.objid)
       or o.oid is not null)
  and d.refclassid in ('pg_proc'::regclass, 'pg_class'::regclass, 'pg_type'::regclass)
  and (v.relkind = 'v' and w.rulename = '_RETURN') is not true
union all
select 's', oid, 'r', oid from pg_class where relrowsecurity or relforcerowsecurity
union all
select 'A', oid, 'r', oid from pg_class where relacl is not null
union all
select 'E', attrelid, 'r', attrelid from pg_attribute where attacl is not null
union all
select 'B', oid, 'f', oid from pg_proc where proacl is not null
union all
select 'C', oid, 'y', oid from pg_type where typacl is not null
