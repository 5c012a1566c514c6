-- Row security of tables, each with its policies; a table without any has one row, without a name.
select c.oid, c.relrowsecurity, c.relforcerowsecurity, p.polname,
       case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
                     else 'all' end as command,
       array(
         select pg_get_userbyid(r.oid)::text from unnest(p.polroles) r (oid) where r.oid <> 0 order by 1
       ) as roles,
       pg_get_expr(p.polqual, p.polrelid) as using_expression, pg_get_expr(p.polwithcheck, p.polrelid) as check_expression,
       not p.polpermissive as restrictive, d.description as comment
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_policy p on p.polrelid = c.oid
left join pg_description d on d.classoid = 'pg_policy'::regclass and d.objoid = p.oid and d.objsubid = 0
where c.relkind in ('r', 'p') and (c.relrowsecurity or c.relforcerowsecurity or p.oid is not null)
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by c.oid, p.polname
