-- Functions and procedures. Types are without modifiers, as the catalogue keeps them; arrays of arguments hold all of
-- them, in their order. Those that come with a type (deptype i: the constructors of a range) are its own.
select p.oid, case n.nspname when 'public' then '' else n.nspname end as schema, p.proname, p.prokind::text,
       array(
         select format_type(a.type, null) from unnest(coalesce(p.proallargtypes, p.proargtypes)) with ordinality a (type, place)
         order by a.place
       ) as types,
       p.proargnames as names, p.proargmodes::text[] as modes,
       array(
         select pg_get_function_arg_default(p.oid, a.place::integer)
         from unnest(coalesce(p.proallargtypes, p.proargtypes)) with ordinality a (type, place) order by a.place
       ) as defaults,
       format_type(p.prorettype, null) as returns, p.proretset as returns_set, l.lanname as language,
       case when p.prosqlbody is null then p.prosrc end as body, pg_get_function_sqlbody(p.oid) as statement,
       p.probin as library, p.provolatile::text, p.proisstrict, p.prosecdef, p.proleakproof, p.proparallel::text,
       p.procost::text as cost, p.prorows::text as rows,
       case when s.oid is not null then case sn.nspname when 'public' then '' when 'pg_catalog' then '' else sn.nspname end
       end as support_schema, s.proname as support,
       p.proconfig as settings,
       array(select format_type(t.type, null) from unnest(p.protrftypes) with ordinality t (type, place) order by t.place)
         as transforms,
       d.description as comment
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_language l on l.oid = p.prolang
left join pg_proc s on s.oid = p.prosupport
left join pg_namespace sn on sn.oid = s.pronamespace
left join pg_description d on d.classoid = 'pg_proc'::regclass and d.objoid = p.oid and d.objsubid = 0
where p.prokind in ('f', 'w', 'p')
  -- The functions of a base type come with it.
  and p.oid <> all (array(
    select unnest(array[t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze]::oid[])
    from pg_type t where t.typtype = 'b' and t.typarray <> 0 and t.oid >= 16384
  ))
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_proc'::regclass and x.objid = p.oid and x.deptype in ('e', 'i')
  )
order by n.nspname, p.proname, p.oid::regprocedure::text
