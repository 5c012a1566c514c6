-- Default privileges, a row for each; role is null for who is connected. Those of a schema add to nothing, the others
-- change what is so by default: everybody's is told, and without a privilege where everybody has lost it.
with defaults as (
  select d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype, d.defaclacl as acl,
         case when d.defaclnamespace = 0 and d.defaclobjtype in ('f', 'T')
              then acldefault(d.defaclobjtype, d.defaclrole) end as everybody
  from pg_default_acl d
),
privileges as (
  select d.oid, x.grantee, x.privilege_type, bool_or(x.is_grantable) as is_grantable
  from defaults d
  cross join lateral aclexplode(d.acl) x
  where x.grantee <> d.defaclrole or d.defaclnamespace <> 0
  group by 1, 2, 3
),
found as (
  select d.oid, case p.grantee when 0 then 'public' else pg_get_userbyid(p.grantee) end as role,
         lower(p.privilege_type) as privilege, p.is_grantable
  from privileges p
  join defaults d on d.oid = p.oid
  where not (p.grantee = 0 and d.everybody is not null)
  union all
  select d.oid, 'public', '', false
  from defaults d
  where d.everybody is not null and not exists (select from privileges p where p.oid = d.oid and p.grantee = 0)
)
select d.oid, nullif(pg_get_userbyid(d.defaclrole), current_user) as role, n.nspname as schema,
       case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
                            when 'T' then 'types' when 'n' then 'schemas' else 'large_objects' end as objects,
       f.role as grantee, f.privilege, f.is_grantable
from defaults d
join found f on f.oid = d.oid
left join pg_namespace n on n.oid = d.defaclnamespace
order by d.oid, 5, 6
