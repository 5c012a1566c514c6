-- Tables and views; obstacle tells of those that have no model what they are. The parents of a table are those that it
-- inherits from, in their order, or the one that it is a partition of, which is when it has a bound.
select c.oid, case n.nspname when 'public' then '' else n.nspname end as schema, c.relname, c.relkind::text,
       case when c.reloftype <> 0 then 'typed table' end as obstacle,
       c.relpersistence = 'u' as unlogged,
       c.reloptions || array(select 'toast.' || o from unnest(t.reloptions) o) as storage,
       s.spcname as tablespace, d.description as comment,
       case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as query,
       array(select h.inhparent from pg_inherits h where h.inhrelid = c.oid order by h.inhseqno) as parents,
       pg_get_expr(c.relpartbound, c.oid) as bound,
       nullif(m.amname, 'heap') as access_method,
       -- By an index that is gone, nothing is identified.
       case c.relreplident when 'n' then 'nothing' when 'f' then 'full'
         when 'i' then case when v.replica_index is null then 'nothing' else 'index' end end as replica_identity,
       v.replica_index, v.cluster, c.relispopulated as populated
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = c.reltoastrelid and t.reloptions is not null
left join pg_am m on m.oid = c.relam
left join lateral (
  select max(x.relname) filter (where y.indisreplident and c.relreplident = 'i') as replica_index,
         max(x.relname) filter (where y.indisclustered) as cluster
  from pg_index y join pg_class x on x.oid = y.indexrelid where y.indrelid = c.oid
) v on c.relkind in ('r', 'p', 'm')
left join pg_tablespace s on s.oid = c.reltablespace
left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
where c.relkind in ('r', 'p', 'f', 'v', 'm')
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e'
  )
order by n.nspname, c.relname
