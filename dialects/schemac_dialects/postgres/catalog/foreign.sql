-- Foreign-data wrappers, servers, user mappings and foreign tables as the statements that make them: the catalogue of
-- each, its schema (null: in none), the relation that it is (0: none), and the options that are left out as secrets.
with spaces as (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
options as (
  select o.class, o.oid, o.number, x.option_name as name, x.option_value as value,
         -- By its name or its value; a yes or no such as password_required is none.
         x.option_value !~* '^(true|false|on|off|yes|no|0|1)?$'
         and (x.option_name ~* 'pass|pwd|secret|token|credential|(^|_)key$|(api|access|private|account|shared|client|server|ssl|encryption)_?key'
              or x.option_value ~* '://[^/]*:[^/]*@|(pass|password|passwd|pwd|secret|token|[a-z]key)\s*=') as secret
  from (
    select 'pg_foreign_data_wrapper'::regclass as class, oid, 0 as number, fdwoptions as options from pg_foreign_data_wrapper
    union all
    select 'pg_foreign_server'::regclass, oid, 0, srvoptions from pg_foreign_server
    union all
    select 'pg_user_mapping'::regclass, umid, 0, umoptions from pg_user_mappings
    union all
    select 'pg_class'::regclass, ftrelid, 0, ftoptions from pg_foreign_table
    union all
    select 'pg_class'::regclass, attrelid, attnum::integer, attfdwoptions from pg_attribute
    where attfdwoptions is not null and not attisdropped
  ) o
  cross join lateral pg_options_to_table(o.options) x
),
worded as (
  select class, oid, number,
         ' OPTIONS (' || string_agg(format('%I %L', name, value), ', ' order by name collate "C") filter (where not secret) || ')' as words,
         array_agg(name order by name collate "C") filter (where secret) as left_out
  from options
  group by class, oid, number
),
columns as (
  select a.attrelid as oid,
         string_agg(concat(E',\n  ', quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod), w.words,
           ' COLLATE ' || case when a.attcollation <> t.typcollation then a.attcollation::regcollation end,
           ' GENERATED ' || case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end || ' AS IDENTITY ' || i.options,
           case a.attgenerated when '' then ' DEFAULT ' || pg_get_expr(e.adbin, e.adrelid)
                else ' GENERATED ALWAYS AS (' || pg_get_expr(e.adbin, e.adrelid) || ')'
                  || case a.attgenerated when 's' then ' STORED' else ' VIRTUAL' end end,
           case when a.attnotnull then concat(' CONSTRAINT ' || quote_ident(n.conname), ' NOT NULL') end
         ), '' order by a.attnum) as definitions,
         string_agg(concat(
           l.alter || 'SET STATISTICS ' || case when a.attstattarget >= 0 then a.attstattarget end,
           l.alter || 'SET (' || array_to_string(a.attoptions, ', ') || ')',
           l.alter || 'SET STORAGE ' || case when a.attstorage <> t.typstorage then case a.attstorage
             when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end end,
           format(E';\nCOMMENT ON COLUMN %s.%I IS ', a.attrelid::regclass, a.attname) || quote_literal(d.description),
           (select string_agg(concat(E';\nGRANT ', x.privilege_type, format(' (%I) ON ', a.attname), a.attrelid::regclass,
                     ' TO ', case x.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(x.grantee)) end,
                     case when x.is_grantable then ' WITH GRANT OPTION' end), '' order by x.grantee, x.privilege_type collate "C")
            from aclexplode(a.attacl) x)
         ), '' order by a.attnum) as settings
  from pg_attribute a
  join pg_foreign_table f on f.ftrelid = a.attrelid
  join pg_type t on t.oid = a.atttypid
  cross join lateral format(E';\nALTER FOREIGN TABLE %s ALTER COLUMN %I ', a.attrelid::regclass, a.attname) l (alter)
  left join worded w on w.class = 'pg_class'::regclass and w.oid = a.attrelid and w.number = a.attnum
  left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
  left join pg_constraint n on n.conrelid = a.attrelid and n.contype = 'n' and n.conkey = array[a.attnum]
  left join lateral (
    select format('(SEQUENCE NAME %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s)', q.seqrelid::regclass,
                  q.seqincrement, q.seqmin, q.seqmax, q.seqstart, q.seqcache, case when q.seqcycle then ' CYCLE' end) as options
    from pg_depend x
    join pg_sequence q on q.seqrelid = x.objid
    where x.classid = 'pg_class'::regclass and x.refobjid = a.attrelid and x.refobjsubid = a.attnum and x.deptype = 'i'
  ) i on a.attidentity <> ''
  left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = a.attrelid and d.objsubid = a.attnum
  where a.attnum > 0 and not a.attisdropped
  group by a.attrelid
),
checks as (
  -- Those that are not valid are added, since a foreign table has no rows of which a check in its definition speaks.
  select conrelid as oid,
         string_agg(format(E',\n  CONSTRAINT %I %s', conname, pg_get_constraintdef(k.oid)), '' order by conname)
           filter (where convalidated and conislocal) as definitions,
         string_agg(concat(
           case when not convalidated and conislocal then format(E';\nALTER FOREIGN TABLE %s ADD CONSTRAINT %I %s',
             conrelid::regclass, conname, pg_get_constraintdef(k.oid)) end,
           format(E';\nCOMMENT ON CONSTRAINT %I ON %s IS ', conname, conrelid::regclass) || quote_literal(d.description)
         ), '' order by conname) as settings
  from pg_constraint k
  left join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = k.oid
  where contype = 'c' and conrelid in (select ftrelid from pg_foreign_table)
  group by conrelid
),
triggers as (
  select tgrelid as oid,
         string_agg(concat(E';\n', pg_get_triggerdef(t.oid),
           E';\nALTER FOREIGN TABLE ' || tgrelid::regclass || case tgenabled
             when 'D' then ' DISABLE' when 'R' then ' ENABLE REPLICA' when 'A' then ' ENABLE ALWAYS' end
             || ' TRIGGER ' || quote_ident(tgname),
           format(E';\nCOMMENT ON TRIGGER %I ON %s IS ', tgname, tgrelid::regclass) || quote_literal(d.description)
         ), '' order by tgname) as definitions
  from pg_trigger t
  left join pg_description d on d.classoid = 'pg_trigger'::regclass and d.objoid = t.oid
  where not tgisinternal and tgparentid = 0 and tgrelid in (select ftrelid from pg_foreign_table)
  group by tgrelid
),
statistics as (
  select stxrelid as oid, string_agg(E';\n' || pg_get_statisticsobjdef(oid), '' order by stxname) as definitions
  from pg_statistic_ext
  where stxrelid in (select ftrelid from pg_foreign_table)
  group by stxrelid
),
parents as (
  select h.inhrelid as oid,
         string_agg(case when c.relispartition
           then format(E';\nALTER TABLE %s ATTACH PARTITION %s %s', h.inhparent::regclass, c.oid::regclass,
                       pg_get_expr(c.relpartbound, c.oid))
           else format(E';\nALTER FOREIGN TABLE %s INHERIT %s', c.oid::regclass, h.inhparent::regclass) end,
           '' order by h.inhseqno) as definitions
  from pg_inherits h
  join pg_class c on c.oid = h.inhrelid
  where c.relkind = 'f'
  group by h.inhrelid
),
owned as (
  -- The sequences of its columns: they are dropped by themselves.
  select o.refobjid as oid,
         string_agg(format(E';\nALTER SEQUENCE %s OWNED BY %s.%I', o.objid::regclass, o.refobjid::regclass, a.attname),
                    '' order by a.attnum) as definitions,
         string_agg(format(E'ALTER SEQUENCE %s OWNED BY NONE;\n', o.objid::regclass), '' order by a.attnum) as undo
  from pg_depend o
  join pg_class c on o.classid = 'pg_class'::regclass and c.oid = o.objid and c.relkind = 'S'
  join pg_foreign_table f on o.refclassid = 'pg_class'::regclass and f.ftrelid = o.refobjid
  join pg_attribute a on a.attrelid = o.refobjid and a.attnum = o.refobjsubid
  where o.deptype = 'a'
  group by o.refobjid
),
found as (
  select 'pg_foreign_data_wrapper'::regclass as class, f.oid, 0::oid as space, 0::oid as relation,
         concat(format('CREATE FOREIGN DATA WRAPPER %I', f.fdwname), ' HANDLER ' || nullif(f.fdwhandler, 0)::regproc,
                ' VALIDATOR ' || nullif(f.fdwvalidator, 0)::regproc) as definition,
         format('DROP FOREIGN DATA WRAPPER %I', f.fdwname) as undo, format('FOREIGN DATA WRAPPER %I', f.fdwname) as target,
         format('FOREIGN DATA WRAPPER %I', f.fdwname) as granted, f.fdwowner as owner, f.fdwacl as acl,
         acldefault('F', f.fdwowner) as acl_before
  from pg_foreign_data_wrapper f
  union all
  select 'pg_foreign_server'::regclass, s.oid, 0, 0,
         concat(format('CREATE SERVER %I', s.srvname), ' TYPE ' || quote_literal(s.srvtype),
                ' VERSION ' || quote_literal(s.srvversion), format(' FOREIGN DATA WRAPPER %I', f.fdwname)),
         format('DROP SERVER %I', s.srvname), format('SERVER %I', s.srvname), format('FOREIGN SERVER %I', s.srvname),
         s.srvowner, s.srvacl, acldefault('S', s.srvowner)
  from pg_foreign_server s
  join pg_foreign_data_wrapper f on f.oid = s.srvfdw
  union all
  select 'pg_user_mapping'::regclass, m.umid, 0, 0, 'CREATE ' || w.target, 'DROP ' || w.target, w.target,
         null, null, null, null
  from pg_user_mappings m
  cross join lateral concat('USER MAPPING FOR ', case m.umuser when 0 then 'PUBLIC' else quote_ident(m.usename) end,
                            ' SERVER ', quote_ident(m.srvname)) w (target)
  union all
  select 'pg_class'::regclass, c.oid, c.relnamespace, c.oid,
         concat('CREATE FOREIGN TABLE ', c.oid::regclass, ' (',
                substr(concat(o.definitions, k.definitions), 2), E'\n) SERVER ', quote_ident(s.srvname)),
         concat(q.undo, 'DROP FOREIGN TABLE ', c.oid::regclass), 'FOREIGN TABLE ' || c.oid::regclass,
         'TABLE ' || c.oid::regclass, c.relowner, c.relacl, acldefault('r', c.relowner)
  from pg_foreign_table f
  join pg_class c on c.oid = f.ftrelid
  join pg_foreign_server s on s.oid = f.ftserver
  left join columns o on o.oid = c.oid
  left join checks k on k.oid = c.oid
  left join owned q on q.oid = c.oid
)
select f.class::text as catalogue, f.oid, case s.nspname when 'public' then '' else s.nspname end as schema, f.relation,
       lower(substring(f.target from '^[A-Z ]+')) || substring(f.target from '^[A-Z ]+(.*)') as name,
       concat(f.definition, w.words, E';\nCOMMENT ON ' || f.target || ' IS ' || quote_literal(d.description),
         o.settings, k.settings, h.definitions, q.definitions, g.definitions, b.definitions,
         E';\nALTER ' || f.target || ' OWNER TO ' || quote_ident(pg_get_userbyid(nullif(f.owner, u.oid))), p.statements) as definition,
       f.undo, (select array_agg(name order by name collate "C") from options x where x.class = f.class and x.oid = f.oid and x.secret) as left_out
from found f
left join spaces s on s.oid = f.space
left join pg_description d on d.classoid = f.class and d.objoid = f.oid and d.objsubid = 0
join pg_roles u on u.rolname = current_user
left join worded w on w.class = f.class and w.oid = f.oid and w.number = 0
left join columns o on o.oid = f.relation
left join checks k on k.oid = f.relation
left join parents h on h.oid = f.relation
left join owned q on q.oid = f.relation
left join triggers g on g.oid = f.relation
left join statistics b on b.oid = f.relation
left join lateral (
  -- What has to be taken of what a new object gives, and what has to be given.
  select string_agg(concat(case when former then E';\nREVOKE ' else E';\nGRANT ' end, privileges, ' ON ', f.granted,
           case when former then ' FROM ' else ' TO ' end, who, case when is_grantable then ' WITH GRANT OPTION' end),
           '' order by former desc, who collate "C", is_grantable) as statements
  from (
    select former, is_grantable, case grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(grantee)) end as who,
           string_agg(privilege_type, ', ' order by privilege_type collate "C") as privileges
    from (
      select true as former, grantee, privilege_type, false as is_grantable from aclexplode(f.acl_before)
      where f.acl is not null
      except select true, grantee, privilege_type, false from aclexplode(f.acl)
      union all
      (select false, grantee, privilege_type, is_grantable from aclexplode(f.acl)
       except select false, grantee, privilege_type, is_grantable from aclexplode(f.acl_before))
    ) changes
    group by 1, 2, 3
  ) lines
) p on f.acl is not null
where f.oid >= 16384 and (f.space = 0 or s.oid is not null)
  and not exists (select from pg_depend x where x.classid = f.class and x.objid = f.oid and x.deptype in ('e', 'i'))
order by name
