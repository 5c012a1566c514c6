-- What the definitions of foreign.sql, searches.sql, operators.sql and languages.sql need, by catalogue and oid, and by the
-- schema and name of those that have a model. A part, such as a default, stands for what it is of.
with families as (
  -- A family that comes with its class is the class: see operators.sql.
  select f.oid, min(c.oid) as class
  from pg_opfamily f
  join pg_opclass c on c.opcfamily = f.oid
  group by f.oid, f.opfname, f.opfnamespace, f.opfowner
  having count(*) = 1 and min(c.opcname) = f.opfname and min(c.opcnamespace) = f.opfnamespace and min(c.opcowner) = f.opfowner
    and obj_description(f.oid, 'pg_opfamily') is null
),
parts (class, oid, of_class, of_oid) as (
  select 'pg_attrdef'::regclass, e.oid, 'pg_class'::regclass, f.ftrelid
  from pg_attrdef e join pg_foreign_table f on f.ftrelid = e.adrelid
  union all
  select 'pg_constraint'::regclass, k.oid, 'pg_class'::regclass, f.ftrelid
  from pg_constraint k join pg_foreign_table f on f.ftrelid = k.conrelid
  union all
  select 'pg_trigger'::regclass, t.oid, 'pg_class'::regclass, f.ftrelid
  from pg_trigger t join pg_foreign_table f on f.ftrelid = t.tgrelid
  union all
  select d.classid, d.objid, d.refclassid, d.refobjid from pg_depend d
  where d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass)
    and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
),
edges as (
  select coalesce(p.of_class, d.classid) as class, coalesce(p.of_oid, d.objid) as oid, d.refclassid as needed_class,
         d.refobjid as needed_oid
  from pg_depend d
  left join parts p on p.class = d.classid and p.oid = d.objid
  where d.deptype in ('n', 'a', 'i', 'P', 'S')
    and (p.oid is not null
         or d.classid in ('pg_foreign_data_wrapper'::regclass, 'pg_foreign_server'::regclass, 'pg_user_mapping'::regclass,
                          'pg_ts_parser'::regclass, 'pg_ts_template'::regclass, 'pg_ts_dict'::regclass,
                          'pg_ts_config'::regclass, 'pg_operator'::regclass, 'pg_opfamily'::regclass,
                          'pg_opclass'::regclass, 'pg_cast'::regclass, 'pg_conversion'::regclass, 'pg_language'::regclass,
                          'pg_am'::regclass, 'pg_transform'::regclass)
         or d.classid = 'pg_type'::regclass and d.objid in (select oid from pg_type where typtype = 'b' and typarray <> 0)
         or d.classid = 'pg_class'::regclass and d.objid in (select ftrelid from pg_foreign_table))
  union all
  -- An operator that is spoken of before it is there is linked as the other one says.
  select 'pg_operator'::regclass, o.oid, 'pg_operator'::regclass, f.oid
  from pg_operator o
  join pg_operator f on f.oprcom = o.oid and o.oprcom <> f.oid or f.oprnegate = o.oid and o.oprnegate <> f.oid
  where o.oid >= 16384
  union all
  select 'pg_seclabel'::regclass, objoid, classoid, objoid from pg_seclabel
  union all
  -- The sequences that a foreign table owns.
  select 'pg_class'::regclass, f.ftrelid, 'pg_class'::regclass, d.objid
  from pg_depend d
  join pg_foreign_table f on d.refclassid = 'pg_class'::regclass and f.ftrelid = d.refobjid
  where d.classid = 'pg_class'::regclass and d.deptype = 'a'
),
met as (
  select case when f.oid is not null then 'pg_opclass'::regclass else e.class end as class, coalesce(f.class, e.oid) as oid,
         case when g.oid is not null then 'pg_opclass'::regclass else e.needed_class end as needed_class,
         coalesce(g.class, a.oid, e.needed_oid) as needed_oid
  from edges e
  left join families f on e.class = 'pg_opfamily'::regclass and f.oid = e.oid
  left join families g on e.needed_class = 'pg_opfamily'::regclass and g.oid = e.needed_oid
  left join pg_type a on e.needed_class = 'pg_type'::regclass and a.typarray = e.needed_oid
)
select distinct m.class::regclass::text, m.oid, m.needed_class::regclass::text, m.needed_oid,
       case n.nspname when 'public' then '' else n.nspname end as schema, coalesce(p.proname, t.typname, c.relname) as name
from met m
left join pg_proc p on m.needed_class = 'pg_proc'::regclass and p.oid = m.needed_oid
left join pg_type t on m.needed_class = 'pg_type'::regclass and t.oid = m.needed_oid
left join pg_class c on m.needed_class = 'pg_class'::regclass and c.oid = m.needed_oid
left join pg_namespace n on n.oid = coalesce(p.pronamespace, t.typnamespace, c.relnamespace)
where (m.class, m.oid) <> (m.needed_class, m.needed_oid) and m.oid >= 16384 and m.needed_oid >= 16384
order by 1, 2, 3, 4
