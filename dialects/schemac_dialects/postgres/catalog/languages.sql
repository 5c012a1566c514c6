-- Languages, access methods, transforms and base types as the statements that make them; columns as in foreign.sql.
with spaces as (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
found as (
  select 'pg_language'::regclass as class, l.oid, 0::oid as space, 0::oid as relation,
         concat('CREATE ', case when l.lanpltrusted then 'TRUSTED ' end, format('LANGUAGE %I', l.lanname),
                ' HANDLER ' || nullif(l.lanplcallfoid, 0)::regproc, ' INLINE ' || nullif(l.laninline, 0)::regproc,
                ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc) as definition,
         format('DROP LANGUAGE %I', l.lanname) as undo, format('LANGUAGE %I', l.lanname) as target,
         format('LANGUAGE %I', l.lanname) as granted, l.lanowner as owner, l.lanacl as acl,
         acldefault('l', l.lanowner) as acl_before
  from pg_language l
  union all
  select 'pg_am'::regclass, m.oid, 0, 0,
         concat(format('CREATE ACCESS METHOD %I TYPE ', m.amname), case m.amtype when 'i' then 'INDEX' else 'TABLE' end,
                ' HANDLER ', m.amhandler),
         format('DROP ACCESS METHOD %I', m.amname), format('ACCESS METHOD %I', m.amname), null, null, null, null
  from pg_am m
  union all
  select 'pg_transform'::regclass, r.oid, 0, 0,
         concat('CREATE ', w.target, ' (', concat_ws(', ',
           'FROM SQL WITH FUNCTION ' || nullif(r.trffromsql, 0)::regprocedure,
           'TO SQL WITH FUNCTION ' || nullif(r.trftosql, 0)::regprocedure), ')'),
         'DROP ' || w.target, w.target, null, null, null, null
  from pg_transform r
  join pg_language l on l.oid = r.trflang
  cross join lateral format('TRANSFORM FOR %s LANGUAGE %I', format_type(r.trftype, null), l.lanname) w (target)
  union all
  -- A base type and its functions need each other: they are one.
  select 'pg_type'::regclass, t.oid, t.typnamespace, 0,
         concat(format('CREATE TYPE %s', t.oid::regtype), case when t.typisdefined then concat(
           (select string_agg(E';\n' || rtrim(pg_get_functiondef(p.oid), E'\n'), '' order by p.place)
            from unnest(array[t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze]::oid[])
              with ordinality p (oid, place)
            join pg_proc f on f.oid = p.oid
            where f.pronamespace in (select oid from spaces)
              and not exists (select from pg_depend x where x.classid = 'pg_proc'::regclass and x.objid = p.oid and x.deptype = 'e')),
           format(E';\nCREATE TYPE %s (\n  ', t.oid::regtype), concat_ws(E',\n  ',
             'INPUT = ' || t.typinput, 'OUTPUT = ' || t.typoutput, 'RECEIVE = ' || nullif(t.typreceive, 0)::regproc,
             'SEND = ' || nullif(t.typsend, 0)::regproc, 'TYPMOD_IN = ' || nullif(t.typmodin, 0)::regproc,
             'TYPMOD_OUT = ' || nullif(t.typmodout, 0)::regproc, 'ANALYZE = ' || nullif(t.typanalyze, 0)::regproc,
             'SUBSCRIPT = ' || nullif(t.typsubscript, 0)::regproc,
             'INTERNALLENGTH = ' || case t.typlen when -1 then 'VARIABLE' else t.typlen::text end,
             case when t.typbyval then 'PASSEDBYVALUE' end,
             'ALIGNMENT = ' || case t.typalign when 'c' then 'char' when 's' then 'int2' when 'i' then 'int4' else 'double' end,
             'STORAGE = ' || case t.typstorage when 'p' then 'plain' when 'e' then 'external' when 'x' then 'extended' else 'main' end,
             'CATEGORY = ' || quote_literal(nullif(t.typcategory, 'U')::text), case when t.typispreferred then 'PREFERRED = true' end,
             'DEFAULT = ' || quote_literal(t.typdefault), 'ELEMENT = ' || format_type(nullif(t.typelem, 0), null),
             'DELIMITER = ' || quote_literal(nullif(t.typdelim, ',')::text), case when t.typcollation <> 0 then 'COLLATABLE = true' end
           ), E'\n)') end),
         -- Its functions go with it.
         concat('DROP TYPE ', t.oid::regtype, case when t.typisdefined then ' CASCADE' end), 'TYPE ' || t.oid::regtype,
         'TYPE ' || t.oid::regtype, t.typowner, t.typacl, acldefault('T', t.typowner)
  from pg_type t
  where t.typtype = 'p' or t.typtype = 'b' and not exists (select from pg_type e where e.typarray = t.oid)
)
select f.class::text as catalogue, f.oid, case s.nspname when 'public' then '' else s.nspname end as schema, f.relation,
       lower(substring(f.target from '^[A-Z ]+')) || substring(f.target from '^[A-Z ]+(.*)') as name,
       concat(f.definition, E';\nCOMMENT ON ' || f.target || ' IS ' || quote_literal(d.description),
         E';\nALTER ' || f.target || ' OWNER TO ' || quote_ident(pg_get_userbyid(nullif(f.owner, u.oid))), p.statements) as definition,
       f.undo, null::text[] as left_out
from found f
left join spaces s on s.oid = f.space
left join pg_description d on d.classoid = f.class and d.objoid = f.oid and d.objsubid = 0
join pg_roles u on u.rolname = current_user
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
union all
-- Labels of what a database has; those of the server are not the database's.
select 'pg_seclabel', l.objoid, case n.nspname when 'public' then '' else n.nspname end,
       case when l.classoid = 'pg_class'::regclass and c.relkind <> 'S' then l.objoid else 0 end,
       format('security label %s of %s %s', quote_ident(l.provider), l.objtype, l.objname),
       format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, upper(l.objtype), l.objname, l.label),
       format('SECURITY LABEL FOR %I ON %s %s IS NULL', l.provider, upper(l.objtype), l.objname), null
from pg_seclabels l
left join spaces s on s.oid = l.objnamespace
left join pg_namespace n on n.oid = coalesce(l.objnamespace, case l.objtype when 'schema' then l.objoid end)
left join pg_class c on l.classoid = 'pg_class'::regclass and c.oid = l.objoid
where (s.oid is not null or l.objnamespace is null)
  and l.objtype not in ('database', 'role', 'tablespace', 'subscription', 'large object')
order by name
