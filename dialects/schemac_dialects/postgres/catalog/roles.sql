-- Roles of the server, but for those that it makes itself; settings are those of all databases.
select r.oid, r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolinherit, r.rolreplication,
       r.rolbypassrls, nullif(r.rolconnlimit, -1) as connection_limit, nullif(r.rolvaliduntil::text, 'infinity') as valid_until,
       array(
         select distinct g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid
       ) as member_of,
       exists (
         select from pg_auth_members m
         -- Columns of version 16: what says otherwise than the role itself is an option.
         cross join (values (true, null::boolean)) older (set_option, inherit_option)
         cross join lateral (
           select (select set_option from pg_auth_members x where x.ctid = m.ctid) as may_become,
                  (select inherit_option from pg_auth_members x where x.ctid = m.ctid) as inherits
         ) v
         where m.member = r.oid and (m.admin_option or not v.may_become or v.inherits <> r.rolinherit)
       ) as has_options,
       (select s.setconfig from pg_db_role_setting s where s.setrole = r.oid and s.setdatabase = 0) as settings,
       shobj_description(r.oid, 'pg_authid') as comment
from pg_roles r
where r.rolname !~ '^pg_' and r.oid <> 10
order by r.rolname
