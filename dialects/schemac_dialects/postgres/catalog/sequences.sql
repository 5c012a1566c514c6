-- Sequences, with the column that owns each: by OWNED BY (a) or as its identity (i).
select c.oid, case n.nspname when 'public' then '' else n.nspname end as schema, c.relname,
       format_type(s.seqtypid, null) as type,
       s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, d.description as comment,
       o.refobjid as owner_table, o.refobjsubid as owner_column_number, a.attname as owner_column,
       o.deptype::text as ownership,
       -- What serial writes, and whether that default is all that the sequence is for.
       'nextval(' || quote_literal(c.oid::regclass) || '::regclass)' as call,
       coalesce(u.uses, 0) as uses
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = c.oid
  and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')
  -- What a foreign table owns, its own definition says.
  and (o.deptype = 'i' or o.refobjid not in (select ftrelid from pg_foreign_table))
left join pg_attribute a on a.attrelid = o.refobjid and a.attnum = o.refobjsubid
left join (
  -- A child has the default from its parent: that is no use of its own.
  select d.refobjid, count(*) as uses
  from pg_depend d
  left join pg_attrdef f on d.classid = 'pg_attrdef'::regclass and f.oid = d.objid
  left join pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
  where d.refclassid = 'pg_class'::regclass and a.attislocal is not false
  group by d.refobjid
) u on u.refobjid = c.oid
left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e'
  )
order by n.nspname, c.relname
