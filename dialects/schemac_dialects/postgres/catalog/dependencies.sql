-- What those definitions depend on, as letters of catalogues: f functions, t triggers, u rules, r relations, y types.
-- A materialized view depends on what its rule depends on; the row type of a relation is the relation, and an array
-- its elements.
select distinct
       case d.classid when 'pg_proc'::regclass then 'f' when 'pg_trigger'::regclass then 't'
                      else case w.rulename when '_RETURN' then 'r' else 'u' end end as catalogue,
       case when w.rulename = '_RETURN' then w.ev_class else d.objid end as oid,
       case when d.refclassid = 'pg_proc'::regclass then 'f'
            when d.refclassid = 'pg_class'::regclass or e.typrelid <> 0 then 'r' else 'y' end as needed_catalogue,
       case when d.refclassid = 'pg_type'::regclass and e.typrelid <> 0 then e.typrelid
            when d.refclassid = 'pg_type'::regclass then e.oid else d.refobjid end as needed_oid
from pg_depend d
left join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
left join pg_class v on v.oid = w.ev_class
left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
left join pg_type e on e.oid = case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem else t.oid end
where d.classid in ('pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass)
  and d.refclassid in ('pg_proc'::regclass, 'pg_class'::regclass, 'pg_type'::regclass)
  and (v.relkind = 'v' and w.rulename = '_RETURN') is not true
