-- Publications, a row for each table and schema that one publishes, or one row without either.
with members as (
  select r.prpubid as publication, r.prrelid as relation, null::name as schema,
         case when v.prattrs is null then '{}' else array(
           select a.attname::text from unnest(v.prattrs) key (number)
           join pg_attribute a on a.attrelid = r.prrelid and a.attnum = key.number order by a.attnum
         ) end as columns,
         pg_get_expr(v.prqual, r.prrelid) as condition
  from pg_publication_rel r
  -- Columns of version 15: where the inner query has none of that name, it sees the outer one.
  cross join (values (null::int2vector, null::pg_node_tree)) older (prattrs, prqual)
  cross join lateral (
    select (select prattrs from pg_publication_rel x where x.oid = r.oid) as prattrs,
           (select prqual from pg_publication_rel x where x.oid = r.oid) as prqual
  ) v
  union all
  -- Schemas came with version 15, their catalogue too: what is published depends on what it is of.
  select p.refobjid, null, n.nspname, '{}', null
  from pg_depend p
  join pg_depend s on (s.classid, s.objid) = (p.classid, p.objid) and s.refclassid = 'pg_namespace'::regclass
  join pg_namespace n on n.oid = s.refobjid
  where p.refclassid = 'pg_publication'::regclass and p.classid = to_regclass('pg_catalog.pg_publication_namespace')
)
select p.oid, p.pubname, p.puballtables, p.pubviaroot,
       array_remove(array[case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
                          case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end], null)
         as operations,
       m.relation, m.schema, m.columns, m.condition,
       -- A column of version 18.
       coalesce(to_jsonb(p) ->> 'pubgencols', 'n') <> 'n' as generated, d.description as comment
from pg_publication p
left join members m on m.publication = p.oid
left join pg_description d on d.classoid = 'pg_publication'::regclass and d.objoid = p.oid
order by p.pubname, m.relation, m.schema
