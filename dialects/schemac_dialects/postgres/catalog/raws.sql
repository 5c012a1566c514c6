-- What is carried as the server's own definition: functions, procedures, aggregates, triggers, rules and materialized
-- views, each with a letter of its catalogue, and with the relation that it is of (0: none).
with found as (
  select 'f' as catalogue, p.oid, n.nspname as schema, 0::oid as relation,
         word || ' ' || signature as name,
         case p.prokind when 'a' then aggregate else rtrim(pg_get_functiondef(p.oid), E'\n') end as definition,
         'DROP ' || upper(word) || ' ' || signature as undo,
         'pg_proc'::regclass as class, upper(word) || ' ' || signature as commented
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  left join pg_aggregate a on a.aggfnoid = p.oid
  left join pg_operator o on o.oid = a.aggsortop
  left join pg_namespace onsp on onsp.oid = o.oprnamespace
  cross join lateral (
    select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end as word,
           -- An aggregate without arguments is written agg(*).
           case when p.prokind = 'a' and p.pronargs = 0 then regexp_replace(p.oid::regprocedure::text, '\(\)$', '(*)')
                else p.oid::regprocedure::text end as signature,
           format(E'CREATE AGGREGATE %I.%I(%s) (\n  %s\n)', n.nspname, p.proname,
                  coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'),
                  concat_ws(E',\n  ',
                    'SFUNC = ' || a.aggtransfn, 'STYPE = ' || a.aggtranstype::regtype,
                    'SSPACE = ' || nullif(a.aggtransspace, 0), 'INITCOND = ' || quote_literal(a.agginitval),
                    'FINALFUNC = ' || nullif(a.aggfinalfn::text, '-'), case when a.aggfinalextra then 'FINALFUNC_EXTRA' end,
                    case when a.aggfinalfn <> 0 and a.aggfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end
                    then 'FINALFUNC_MODIFY = ' || case a.aggfinalmodify
                      when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' else 'READ_WRITE' end end,
                    'COMBINEFUNC = ' || nullif(a.aggcombinefn::text, '-'), 'SERIALFUNC = ' || nullif(a.aggserialfn::text, '-'),
                    'DESERIALFUNC = ' || nullif(a.aggdeserialfn::text, '-'), 'MSFUNC = ' || nullif(a.aggmtransfn::text, '-'),
                    'MINVFUNC = ' || nullif(a.aggminvtransfn::text, '-'), 'MSTYPE = ' || nullif(a.aggmtranstype::regtype::text, '-'),
                    'MSSPACE = ' || nullif(a.aggmtransspace, 0), 'MINITCOND = ' || quote_literal(a.aggminitval),
                    'MFINALFUNC = ' || nullif(a.aggmfinalfn::text, '-'), case when a.aggmfinalextra then 'MFINALFUNC_EXTRA' end,
                    case when a.aggmfinalfn <> 0 and a.aggmfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end
                    then 'MFINALFUNC_MODIFY = ' || case a.aggmfinalmodify
                      when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' else 'READ_WRITE' end end,
                    'SORTOP = OPERATOR(' || quote_ident(onsp.nspname) || '.' || o.oprname || ')',
                    case when a.aggkind = 'h' then 'HYPOTHETICAL' end,
                    case p.proparallel when 's' then 'PARALLEL = SAFE' when 'r' then 'PARALLEL = RESTRICTED' end
                  )) as aggregate
  ) words
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  union all
  select 't', t.oid, n.nspname, c.oid,
         'trigger ' || c.oid::regclass || '.' || quote_ident(t.tgname),
         concat(pg_get_triggerdef(t.oid),
           E';\nALTER TABLE ' || c.oid::regclass || case t.tgenabled
             when 'D' then ' DISABLE' when 'R' then ' ENABLE REPLICA' when 'A' then ' ENABLE ALWAYS' end
           || ' TRIGGER ' || quote_ident(t.tgname)),
         format('DROP TRIGGER %I ON %s', t.tgname, c.oid::regclass),
         'pg_trigger'::regclass, format('TRIGGER %I ON %s', t.tgname, c.oid::regclass)
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and t.tgparentid = 0
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  union all
  select 'u', r.oid, n.nspname, c.oid,
         'rule ' || c.oid::regclass || '.' || quote_ident(r.rulename),
         concat(rtrim(pg_get_ruledef(r.oid), E';\n'),
           E';\nALTER TABLE ' || c.oid::regclass || case r.ev_enabled
             when 'D' then ' DISABLE' when 'R' then ' ENABLE REPLICA' when 'A' then ' ENABLE ALWAYS' end
           || ' RULE ' || quote_ident(r.rulename)),
         format('DROP RULE %I ON %s', r.rulename, c.oid::regclass),
         'pg_rewrite'::regclass, format('RULE %I ON %s', r.rulename, c.oid::regclass)
  from pg_rewrite r
  join pg_class c on c.oid = r.ev_class
  join pg_namespace n on n.oid = c.relnamespace
  where r.rulename <> '_RETURN' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  union all
  -- Whether it is populated is a matter of data.
  select 'r', c.oid, n.nspname, c.oid,
         'materialized view ' || c.oid::regclass,
         concat('CREATE MATERIALIZED VIEW ', c.oid::regclass,
           ' USING ' || quote_ident(nullif(m.amname, 'heap')),
           ' WITH (' || array_to_string(c.reloptions, ', ') || ')',
           ' TABLESPACE ' || quote_ident(s.spcname),
           E' AS\n', rtrim(pg_get_viewdef(c.oid), ';'),
           (select string_agg(concat(E';\n', pg_get_indexdef(i.indexrelid),
                     E';\nCOMMENT ON INDEX ' || i.indexrelid::regclass || ' IS ' || quote_literal(d.description)),
                   '' order by x.relname)
            from pg_index i
            join pg_class x on x.oid = i.indexrelid
            left join pg_description d
              on d.classoid = 'pg_class'::regclass and d.objoid = i.indexrelid and d.objsubid = 0
            where i.indrelid = c.oid),
           (select string_agg(format(E';\nCOMMENT ON COLUMN %s.%I IS %s', c.oid::regclass, a.attname,
                   quote_literal(d.description)), '' order by a.attnum)
            from pg_attribute a
            join pg_description d
              on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = a.attnum
            where a.attrelid = c.oid and a.attnum > 0)
         ),
         'DROP MATERIALIZED VIEW ' || c.oid::regclass,
         'pg_class'::regclass, 'MATERIALIZED VIEW ' || c.oid::regclass
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_am m on m.oid = c.relam
  left join pg_tablespace s on s.oid = c.reltablespace
  where c.relkind = 'm' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
)
select f.catalogue, f.oid, case f.schema when 'public' then '' else f.schema end as schema, f.relation, f.name,
       concat(f.definition, E';\nCOMMENT ON ' || f.commented || ' IS ' || quote_literal(d.description)) as definition,
       f.undo
from found f
left join pg_description d on d.classoid = f.class and d.objoid = f.oid and d.objsubid = 0
-- Deptype i: the constructors of a range, and what else comes with its object.
where not exists (
  select from pg_depend x where x.classid = f.class and x.objid = f.oid and x.deptype in ('e', 'i')
)
order by f.name
