-- NOT NULL has been a constraint with a name since 18 (17 on domains): those of domains, and those of tables that have
-- options.
select case n.nspname when 'public' then '' else n.nspname end as schema, k.conrelid, k.contypid,
       coalesce(c.relname, t.typname) as owner, coalesce(a.attname, '') as column_name, k.conname,
       concat_ws(', ', case when not k.convalidated then 'NOT VALID' end,
                       case when k.connoinherit then 'NO INHERIT' end) as options
from pg_constraint k
join pg_namespace n on n.oid = k.connamespace
left join pg_class c on c.oid = k.conrelid
left join pg_type t on t.oid = k.contypid
left join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
where k.contype = 'n' and (k.conislocal or k.contypid <> 0)
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and (k.contypid <> 0 or not k.convalidated or k.connoinherit)
order by n.nspname, owner, k.conname
