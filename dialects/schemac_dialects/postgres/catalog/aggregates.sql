-- Aggregates; a function of theirs is [schema, name], its schema "" where the name alone finds it.
with functions as (
  select p.oid, array[case n.nspname when 'public' then '' when 'pg_catalog' then '' else n.nspname end, p.proname::text] as name
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
)
select p.oid, case n.nspname when 'public' then '' else n.nspname end as schema, p.proname,
       array(
         select format_type(a.type, null) from unnest(p.proargtypes) with ordinality a (type, place) order by a.place
       ) as types,
       p.proargnames as names, p.proargmodes::text[] as modes,
       a.aggkind::text as kind, a.aggnumdirectargs as direct, p.proparallel::text,
       sf.name as state_function, format_type(a.aggtranstype, null) as state_type, a.aggtransspace as state_size,
       a.agginitval as initial_value, ff.name as final_function, a.aggfinalextra, a.aggfinalmodify::text,
       cf.name as combine_function, zf.name as serialize_function, df.name as deserialize_function,
       msf.name as moving_state_function, mif.name as moving_inverse_function,
       case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end as moving_state_type,
       a.aggmtransspace as moving_state_size, a.aggminitval as moving_initial_value,
       mff.name as moving_final_function, a.aggmfinalextra, a.aggmfinalmodify::text,
       case when o.oid is not null then case os.nspname when 'public' then '' when 'pg_catalog' then '' else os.nspname end
       end as operator_schema, o.oprname as operator,
       d.description as comment
from pg_aggregate a
join pg_proc p on p.oid = a.aggfnoid
join pg_namespace n on n.oid = p.pronamespace
join functions sf on sf.oid = a.aggtransfn
left join functions ff on ff.oid = a.aggfinalfn
left join functions cf on cf.oid = a.aggcombinefn
left join functions zf on zf.oid = a.aggserialfn
left join functions df on df.oid = a.aggdeserialfn
left join functions msf on msf.oid = a.aggmtransfn
left join functions mif on mif.oid = a.aggminvtransfn
left join functions mff on mff.oid = a.aggmfinalfn
left join pg_operator o on o.oid = a.aggsortop
left join pg_namespace os on os.oid = o.oprnamespace
left join pg_description d on d.classoid = 'pg_proc'::regclass and d.objoid = p.oid and d.objsubid = 0
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend x where x.classid = 'pg_proc'::regclass and x.objid = p.oid and x.deptype = 'e'
  )
order by n.nspname, p.proname, p.oid::regprocedure::text
