-- Triggers of tables and views, but for those that a constraint brings along and those that a partition has from its
-- parent. events: the bits of pg_trigger.h; definition: what holds WHEN and the arguments.
select t.tgrelid as relation, t.tgname, t.tgtype as events, pg_get_triggerdef(t.oid) as definition,
       array(
         select a.attname::text from unnest(t.tgattr) with ordinality key (number, place)
         join pg_attribute a on a.attrelid = t.tgrelid and a.attnum = key.number
         order by key.place
       ) as columns,
       case n.nspname when 'public' then '' when 'pg_catalog' then '' else n.nspname end as function_schema,
       p.proname as function, t.tgoldtable as old_table, t.tgnewtable as new_table, t.tgconstraint <> 0 as is_constraint,
       case when t.tginitdeferred then 'deferred' when t.tgdeferrable then 'immediate' end as deferrable,
       case fn.nspname when 'public' then '' else fn.nspname end as from_schema, f.relname as from_table,
       t.tgenabled::text as enabled, d.description as comment
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join pg_namespace cn on cn.oid = c.relnamespace
join pg_proc p on p.oid = t.tgfoid
join pg_namespace n on n.oid = p.pronamespace
left join pg_class f on f.oid = t.tgconstrrelid
left join pg_namespace fn on fn.oid = f.relnamespace
left join pg_description d on d.classoid = 'pg_trigger'::regclass and d.objoid = t.oid and d.objsubid = 0
where not t.tgisinternal and t.tgparentid = 0
  and cn.nspname !~ '^pg_' and cn.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_trigger'::regclass and x.objid = t.oid and x.deptype = 'e'
  )
order by t.tgrelid, t.tgname
