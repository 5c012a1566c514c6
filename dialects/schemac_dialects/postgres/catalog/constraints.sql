-- Constraints of tables and domains, but for NOT NULL, which is the column's. Those that a table has from another by
-- partitioning or inheritance are skipped, but for the keys of partitions (attached): their names are their own. The
-- elements of an exclusion constraint are those of its index.
select k.conrelid, k.contypid, k.conname, k.contype::text,
       array(
         select a.attname::text from unnest(k.conkey) with ordinality key (number, position)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = key.number
         order by key.position
       ) as columns,
       case when i.indnatts > i.indnkeyatts then array(
         -- The index itself keeps the name that a column had when it was built.
         select a.attname::text from unnest(i.indkey::smallint[]) with ordinality key (number, position)
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = key.number
         where key.position > i.indnkeyatts order by key.position
       ) else '{}' end as include,
       not v.indnullsnotdistinct as nulls_distinct,
       case when k.condeferred then 'deferred' when k.condeferrable then 'immediate' end as deferrable,
       case k.contype when 'c' then pg_get_expr(k.conbin, k.conrelid) end as expression,
       not k.convalidated as not_valid, k.connoinherit,
       k.confrelid, case tn.nspname when 'public' then '' else tn.nspname end as target_schema, t.relname as target,
       case when k.contype = 'f' and k.confkey is distinct from p.conkey then array(
         select a.attname::text from unnest(k.confkey) with ordinality key (number, position)
         join pg_attribute a on a.attrelid = k.confrelid and a.attnum = key.number
         order by key.position
       ) else '{}' end as target_columns,
       k.confdeltype::text, k.confupdtype::text, k.confmatchtype::text, d.description as comment,
       k.conparentid <> 0 as attached,
       array(
         select a.attname::text from unnest(v.confdelsetcols) with ordinality key (number, position)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = key.number
         order by key.position
       ) as on_delete_columns,
       v.conperiod as period, v.conenforced as enforced, ic.reloptions as storage, s.spcname as tablespace,
       k.conindid as index_oid
from pg_constraint k
left join pg_class c on c.oid = k.conrelid
left join pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
left join pg_class ic on ic.oid = i.indexrelid
left join pg_tablespace s on s.oid = ic.reltablespace
left join pg_class t on t.oid = k.confrelid
left join pg_namespace tn on tn.oid = t.relnamespace
left join pg_constraint p on p.conrelid = k.confrelid and p.contype = 'p'
left join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = k.oid and d.objsubid = 0
join pg_namespace n on n.oid = k.connamespace
-- Columns of newer servers (15, 18): where the inner query has none of that name, it sees the outer one.
cross join (values (false, false, true, null::int2[])) older (indnullsnotdistinct, conperiod, conenforced, confdelsetcols)
cross join lateral (
  select (select indnullsnotdistinct from pg_index x where x.indexrelid = i.indexrelid) as indnullsnotdistinct,
         (select conperiod from pg_constraint x where x.oid = k.oid) as conperiod,
         (select conenforced from pg_constraint x where x.oid = k.oid) as conenforced,
         (select confdelsetcols from pg_constraint x where x.oid = k.oid) as confdelsetcols
) v
where k.contype in ('p', 'u', 'f', 'c', 'x')
  and (k.conparentid = 0 and k.conislocal or k.conparentid <> 0 and k.contype in ('p', 'u'))
  and (c.relkind in ('r', 'p') or k.contypid <> 0)
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by k.conrelid, k.contypid, k.conname
