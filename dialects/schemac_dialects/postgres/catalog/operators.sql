-- Operators, their families and classes, casts and conversions as the statements that make them; columns as in foreign.sql.
with spaces as (
  select oid, nspname, case nspname when 'public' then '' else quote_ident(nspname) || '.' end as prefix
  from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
names as (
  -- How a definition calls another operator.
  select o.oid, format('OPERATOR(%s.%s)', quote_ident(n.nspname), o.oprname) as name
  from pg_operator o
  join pg_namespace n on n.oid = o.oprnamespace
),
families as (
  select f.oid, f.opfowner as owner, concat(s.prefix, quote_ident(f.opfname), ' USING ', quote_ident(m.amname)) as name,
         concat(s.prefix, quote_ident(f.opfname)) as short, f.opfnamespace as space,
         -- A class that is made without a family brings one of its own, which goes with it.
         (select c.oid from pg_opclass c
          where c.opcfamily = f.oid and c.opcname = f.opfname and c.opcnamespace = f.opfnamespace
            and c.opcowner = f.opfowner
            and not exists (select from pg_opclass o where o.opcfamily = f.oid and o.oid <> c.oid)
            and not exists (select from pg_description d where d.classoid = 'pg_opfamily'::regclass and d.objoid = f.oid)
         ) as class
  from pg_opfamily f
  join pg_am m on m.oid = f.opfmethod
  join spaces s on s.oid = f.opfnamespace
),
members as (
  -- Of a class, or of a family itself.
  select coalesce(case when d.refclassid = 'pg_opclass'::regclass then d.refobjid end, f.class) as class, f.oid as family,
         a.amopstrategy as place, 1 as sort, a.oid,
         concat('OPERATOR ', a.amopstrategy, ' ', a.amopopr::regoperator,
                ' FOR ORDER BY ' || n.prefix || quote_ident(o.opfname)) as words
  from pg_amop a
  join families f on f.oid = a.amopfamily
  join pg_depend d on d.classid = 'pg_amop'::regclass and d.objid = a.oid and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
  left join pg_opfamily o on o.oid = a.amopsortfamily
  left join (
    select oid, case when nspname in ('public', 'pg_catalog') then '' else quote_ident(nspname) || '.' end as prefix
    from pg_namespace
  ) n on n.oid = o.opfnamespace
  union all
  select coalesce(case when d.refclassid = 'pg_opclass'::regclass then d.refobjid end, f.class), f.oid,
         p.amprocnum, 2, p.oid,
         format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, null),
                format_type(p.amprocrighttype, null), p.amproc::regprocedure)
  from pg_amproc p
  join families f on f.oid = p.amprocfamily
  join pg_depend d on d.classid = 'pg_amproc'::regclass and d.objid = p.oid and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
),
found as (
  select 'pg_operator'::regclass as class, o.oid, o.oprnamespace as space, 0::oid as relation,
         concat('CREATE OPERATOR ', s.prefix, o.oprname, E' (\n  ', concat_ws(E',\n  ', 'FUNCTION = ' || o.oprcode,
           'LEFTARG = ' || format_type(nullif(o.oprleft, 0), null), 'RIGHTARG = ' || format_type(nullif(o.oprright, 0), null),
           'COMMUTATOR = ' || c.name, 'NEGATOR = ' || n.name, 'RESTRICT = ' || nullif(o.oprrest, 0)::regproc,
           'JOIN = ' || nullif(o.oprjoin, 0)::regproc, case when o.oprcanhash then 'HASHES' end,
           case when o.oprcanmerge then 'MERGES' end), E'\n)') as definition,
         'DROP ' || w.target as undo, w.target, o.oprowner as owner
  from pg_operator o
  join spaces s on s.oid = o.oprnamespace
  left join names c on c.oid = o.oprcom
  left join names n on n.oid = o.oprnegate
  cross join lateral format('OPERATOR %s%s(%s, %s)', s.prefix, o.oprname,
    coalesce(format_type(nullif(o.oprleft, 0), null), 'NONE'), coalesce(format_type(nullif(o.oprright, 0), null), 'NONE')) w (target)
  -- One without a function is what another one only speaks of.
  where o.oprcode <> 0
  union all
  select 'pg_opfamily'::regclass, f.oid, f.space, 0,
         concat('CREATE OPERATOR FAMILY ', f.name,
           (select format(E';\nALTER OPERATOR FAMILY %s ADD\n  ', f.name)
                   || string_agg(m.words, E',\n  ' order by m.sort, m.place, m.words collate "C")
            from members m where m.family = f.oid and m.class is null)),
         'DROP OPERATOR FAMILY ' || f.name, 'OPERATOR FAMILY ' || f.name, f.owner
  from families f
  where f.class is null
  union all
  select 'pg_opclass'::regclass, c.oid, c.opcnamespace, 0,
         concat('CREATE OPERATOR CLASS ', s.prefix, quote_ident(c.opcname), case when c.opcdefault then ' DEFAULT' end,
           ' FOR TYPE ', format_type(c.opcintype, null), ' USING ', quote_ident(m.amname),
           case when f.class is null then format(' FAMILY %I.%I', fn.nspname, o.opfname) end, E' AS\n  ',
           coalesce(concat_ws(E',\n  ',
             (select string_agg(m.words, E',\n  ' order by m.sort, m.place, m.words collate "C") from members m where m.class = c.oid),
             'STORAGE ' || format_type(nullif(c.opckeytype, 0), null)), '')),
         case when f.class is null then format('DROP OPERATOR CLASS %s%I USING %I', s.prefix, c.opcname, m.amname)
              else 'DROP OPERATOR FAMILY ' || f.name end,
         format('OPERATOR CLASS %s%I USING %I', s.prefix, c.opcname, m.amname), c.opcowner
  from pg_opclass c
  join spaces s on s.oid = c.opcnamespace
  join pg_am m on m.oid = c.opcmethod
  join pg_opfamily o on o.oid = c.opcfamily
  join pg_namespace fn on fn.oid = o.opfnamespace
  left join families f on f.oid = c.opcfamily
  union all
  select 'pg_cast'::regclass, c.oid, 0, 0,
         concat('CREATE ', w.target, case c.castmethod when 'f' then ' WITH FUNCTION ' || c.castfunc::regprocedure
           when 'i' then ' WITH INOUT' else ' WITHOUT FUNCTION' end,
           case c.castcontext when 'a' then ' AS ASSIGNMENT' when 'i' then ' AS IMPLICIT' end),
         'DROP ' || w.target, w.target, null
  from pg_cast c
  cross join lateral format('CAST (%s AS %s)', format_type(c.castsource, null), format_type(c.casttarget, null)) w (target)
  union all
  select 'pg_conversion'::regclass, c.oid, c.connamespace, 0,
         concat('CREATE ', case when c.condefault then 'DEFAULT ' end, w.target, format(' FOR %L TO %L FROM ',
           pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding)), c.conproc),
         'DROP ' || w.target, w.target, c.conowner
  from pg_conversion c
  join spaces s on s.oid = c.connamespace
  cross join lateral format('CONVERSION %s%I', s.prefix, c.conname) w (target)
)
select f.class::text as catalogue, f.oid, case s.nspname when 'public' then '' else s.nspname end as schema, f.relation,
       lower(substring(f.target from '^[A-Z ]+')) || substring(f.target from '^[A-Z ]+(.*)') as name,
       concat(f.definition, E';\nCOMMENT ON ' || f.target || ' IS ' || quote_literal(d.description),
         E';\nALTER ' || f.target || ' OWNER TO ' || quote_ident(pg_get_userbyid(nullif(f.owner, u.oid)))) as definition,
       f.undo, null::text[] as left_out
from found f
left join spaces s on s.oid = f.space
left join pg_description d on d.classoid = f.class and d.objoid = f.oid and d.objsubid = 0
join pg_roles u on u.rolname = current_user
where f.oid >= 16384 and (f.space = 0 or s.oid is not null)
  and not exists (select from pg_depend x where x.classid = f.class and x.objid = f.oid and x.deptype in ('e', 'i'))
order by name
