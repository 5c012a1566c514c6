-- Indexes of tables and materialized views that no constraint owns, and those of exclusion constraints, whose keys have
-- an operator: a row for each key and each included column. An attached one is a part of
-- the index of a partitioned table; label is what the server calls the column in derived names.
select i.indrelid, i.indexrelid, c.relname, i.indisunique, not v.indnullsnotdistinct as nulls_distinct,
       nullif(m.amname, 'btree') as method,
       case when k.attnum = 1 then pg_get_expr(i.indpred, i.indrelid) end as predicate,
       c.reloptions, s.spcname as tablespace, d.description as comment,
       k.attnum > i.indnkeyatts as included, a.attname as column_name,
       case when a.attnum is null then pg_get_indexdef(i.indexrelid, k.attnum, false) end as expression,
       -- Bit 0 of the options is DESC, bit 1 NULLS FIRST.
       i.indoption[k.attnum - 1] as options,
       case when not o.opcdefault then o.opcname end as opclass,
       case when onsp.nspname in ('pg_catalog', 'public') then '' else onsp.nspname end as opclass_schema,
       co.collname as collation_name,
       case when cn.nspname in ('pg_catalog', 'public') then '' else cn.nspname end as collation_schema,
       c.relispartition as attached, k.attname as label,
       o.opcname as own_opclass, k.attoptions as parameters, x.oid is not null as of_exclusion,
       case when p.oprname is not null and pn.nspname not in ('pg_catalog', 'public')
         then format('OPERATOR(%I.%s)', pn.nspname, p.oprname) else p.oprname end as operator
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_class r on r.oid = i.indrelid and r.relkind in ('r', 'p', 'm')
join pg_namespace n on n.oid = r.relnamespace
join pg_am m on m.oid = c.relam
join pg_attribute k on k.attrelid = i.indexrelid
left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k.attnum - 1] and a.attnum > 0
left join pg_opclass o on o.oid = i.indclass[k.attnum - 1] and k.attnum <= i.indnkeyatts
left join pg_namespace onsp on onsp.oid = o.opcnamespace
-- An expression has a collation of its own, which no catalogue holds: the definition says whether this one differs.
left join pg_collation co on co.oid = i.indcollation[k.attnum - 1] and k.attnum <= i.indnkeyatts
  and case when a.attnum is null
      then position(pg_get_indexdef(i.indexrelid, k.attnum, false) || ' COLLATE ' in pg_get_indexdef(i.indexrelid)) > 0
      else co.oid <> a.attcollation end
left join pg_namespace cn on cn.oid = co.collnamespace
left join pg_constraint x on x.conindid = i.indexrelid and x.contype = 'x'
left join pg_operator p on p.oid = x.conexclop[k.attnum]
left join pg_namespace pn on pn.oid = p.oprnamespace
left join pg_tablespace s on s.oid = c.reltablespace
left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
-- A column of newer servers (15): where the inner query has none of that name, it sees the outer one.
cross join (values (false)) older (indnullsnotdistinct)
cross join lateral (
  select (select indnullsnotdistinct from pg_index x where x.indexrelid = i.indexrelid) as indnullsnotdistinct
) v
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_constraint x where x.conindid = i.indexrelid and x.contype in ('p', 'u'))
order by i.indrelid, c.relname, k.attnum
