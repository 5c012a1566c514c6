-- Who may do what, as definitions that are carried: policies, row security, privileges, default privileges; columns as
-- in raws.sql. Privileges are told by what has to be granted and revoked from where a new object starts.
with spaces as (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
granted (catalogue, oid, space, relation, name, class, what, acl, before) as (
  select 'A', c.oid, c.relnamespace, case c.relkind when 'S' then 0 else c.oid end, c.oid::regclass::text,
         'pg_class'::regclass, case c.relkind when 'S' then 'SEQUENCE ' else 'TABLE ' end || c.oid::regclass,
         c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)
  from pg_class c
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all
  select 'E', c.oid, c.relnamespace, c.oid, format('%s.%I', c.oid::regclass, a.attname),
         'pg_class'::regclass, format('(%I) ON TABLE %s', a.attname, c.oid::regclass), a.attacl, '{}'
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  where a.attnum > 0 and not a.attisdropped
  union all
  select 'B', p.oid, p.pronamespace, 0, p.oid::regprocedure::text, 'pg_proc'::regclass,
         case p.prokind when 'p' then 'PROCEDURE ' else 'FUNCTION ' end || p.oid::regprocedure,
         p.proacl, acldefault('f', p.proowner)
  from pg_proc p
  union all
  select 'C', t.oid, t.typnamespace, 0, t.oid::regtype::text, 'pg_type'::regclass, 'TYPE ' || t.oid::regtype,
         t.typacl, acldefault('T', t.typowner)
  from pg_type t
  union all
  select 'D', n.oid, n.oid, 0, quote_ident(n.nspname), 'pg_namespace'::regclass, 'SCHEMA ' || quote_ident(n.nspname),
         n.nspacl, coalesce(i.initprivs, acldefault('n', n.nspowner))
  from pg_namespace n
  left join pg_init_privs i on i.classoid = 'pg_namespace'::regclass and i.objoid = n.oid
),
entries as (
  select g.class, g.oid, g.catalogue, g.name, false as former, i.place, x.grantee, x.privilege_type, x.is_grantable
  from granted g
  cross join lateral unnest(g.acl) with ordinality i (item, place)
  cross join lateral aclexplode(array[i.item]) x
  where g.acl is not null and g.acl <> g.before and g.space in (select oid from spaces)
  union all
  select g.class, g.oid, g.catalogue, g.name, true, i.place, x.grantee, x.privilege_type, x.is_grantable
  from granted g
  cross join lateral unnest(g.before) with ordinality i (item, place)
  cross join lateral aclexplode(array[i.item]) x
  where g.acl is not null and g.acl <> g.before and g.space in (select oid from spaces)
),
-- What only one side has; a privilege that may now be granted on is no other privilege.
changes as (
  select e.catalogue, e.oid, e.name, e.former, e.place, e.grantee, e.is_grantable,
         exists (
           select from entries o
           where o.catalogue = e.catalogue and o.oid = e.oid and o.name = e.name and o.former <> e.former
             and o.grantee = e.grantee and o.privilege_type = e.privilege_type
         ) as held,
         string_agg(e.privilege_type, ', ' order by e.privilege_type) as privileges
  from entries e
  where not exists (
    select from entries o
    where o.catalogue = e.catalogue and o.oid = e.oid and o.name = e.name and o.former <> e.former
      and o.grantee = e.grantee and o.privilege_type = e.privilege_type and (e.former or o.is_grantable or not e.is_grantable)
  )
  group by 1, 2, 3, 4, 5, 6, 7, 8
),
said as (
  select c.*, case c.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(c.grantee)) end as who,
         case when g.catalogue = 'E' then c.privileges || ' ' || g.what else c.privileges || ' ON ' || g.what end as target
  from changes c
  join granted g on g.catalogue = c.catalogue and g.oid = c.oid and g.name = c.name
),
privileges as (
  select catalogue, oid, name,
         string_agg(case when former then format('REVOKE %s FROM %s', target, who)
                         else format('GRANT %s TO %s', target, who) || case when is_grantable then ' WITH GRANT OPTION' else '' end
                    end, E';\n' order by former desc, place, is_grantable) as definition,
         string_agg(case when former then format('GRANT %s TO %s', target, who)
                         else format('REVOKE %s%s FROM %s', case when held then 'GRANT OPTION FOR ' else '' end, target, who)
                    end, E';\n' order by former, place, is_grantable) as undo
  from said
  group by catalogue, oid, name
),
defaults as (
  select d.oid, d.defaclnamespace as space,
         format('FOR ROLE %I', pg_get_userbyid(d.defaclrole)) || coalesce(' IN SCHEMA ' || quote_ident(n.nspname), '') as head,
         case d.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS' when 'T' then 'TYPES'
                              when 'n' then 'SCHEMAS' else 'LARGE OBJECTS' end as what,
         d.defaclacl as acl,
         case when d.defaclnamespace = 0
              then acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end::"char", d.defaclrole)
              else '{}' end as before
  from pg_default_acl d
  left join pg_namespace n on n.oid = d.defaclnamespace
),
default_changes as (
  select d.oid, d.head, d.what, e.former, e.place, case e.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(e.grantee)) end as who,
         e.is_grantable, string_agg(e.privilege_type, ', ' order by e.privilege_type) as privileges
  from defaults d
  cross join lateral (
    select false as former, i.place, x.grantee, x.privilege_type, x.is_grantable
    from unnest(d.acl) with ordinality i (item, place) cross join lateral aclexplode(array[i.item]) x
    where not exists (
      select from aclexplode(nullif(d.before, '{}')) b
      where (b.grantee, b.privilege_type, b.is_grantable) = (x.grantee, x.privilege_type, x.is_grantable)
    )
    union all
    select true, i.place, x.grantee, x.privilege_type, x.is_grantable
    from unnest(d.before) with ordinality i (item, place) cross join lateral aclexplode(array[i.item]) x
    where not exists (
      select from aclexplode(nullif(d.acl, '{}')) a where (a.grantee, a.privilege_type) = (x.grantee, x.privilege_type)
    )
  ) e
  group by 1, 2, 3, 4, 5, 6, 7
),
found as (
  select 'p' as catalogue, p.oid, s.nspname as schema, c.oid as relation,
         format('policy %s.%I', c.oid::regclass, p.polname) as name,
         concat(format('CREATE POLICY %I ON %s', p.polname, c.oid::regclass),
           case when not p.polpermissive then ' AS RESTRICTIVE' end,
           ' FOR ' || case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' end,
           ' TO ' || (select string_agg(quote_ident(pg_get_userbyid(role)), ', ' order by place)
                      from unnest(p.polroles) with ordinality r (role, place) where role <> 0),
           ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
           ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')',
           E';\nCOMMENT ON POLICY ' || quote_ident(p.polname) || ' ON ' || c.oid::regclass || ' IS '
             || quote_literal(obj_description(p.oid, 'pg_policy'))) as definition,
         format('DROP POLICY %I ON %s', p.polname, c.oid::regclass) as undo
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  join spaces s on s.oid = c.relnamespace
  union all
  select 's', c.oid, s.nspname, c.oid, 'row security of ' || c.oid::regclass,
         concat_ws(E';\n', case when c.relrowsecurity then format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass) end,
           case when c.relforcerowsecurity then format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass) end),
         concat_ws(E';\n', case when c.relforcerowsecurity then format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', c.oid::regclass) end,
           case when c.relrowsecurity then format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', c.oid::regclass) end)
  from pg_class c
  join spaces s on s.oid = c.relnamespace
  where c.relkind = 'r' and (c.relrowsecurity or c.relforcerowsecurity)
  union all
  select g.catalogue, g.oid, s.nspname, g.relation, 'privileges on ' || case g.catalogue when 'E' then 'column' else lower(split_part(g.what, ' ', 1)) end || ' ' || g.name,
         p.definition, p.undo
  from privileges p
  join granted g on g.catalogue = p.catalogue and g.oid = p.oid and g.name = p.name
  join spaces s on s.oid = g.space
  where not exists (select from pg_depend x where x.classid = g.class and x.objid = g.oid and x.deptype in ('e', 'i'))
  union all
  select 'd', d.oid, s.nspname, 0, 'privileges by default ' || lower(d.what) || ' ' || d.head,
         string_agg(format('ALTER DEFAULT PRIVILEGES %s ', d.head) || case when d.former then format('REVOKE %s ON %s FROM %s', d.privileges, d.what, d.who)
           else format('GRANT %s ON %s TO %s', d.privileges, d.what, d.who) || case when d.is_grantable then ' WITH GRANT OPTION' else '' end
           end, E';\n' order by d.former desc, d.place),
         string_agg(format('ALTER DEFAULT PRIVILEGES %s ', d.head) || case when d.former then format('GRANT %s ON %s TO %s', d.privileges, d.what, d.who)
           else format('REVOKE %s ON %s FROM %s', d.privileges, d.what, d.who) end, E';\n' order by d.former, d.place)
  from default_changes d
  left join pg_default_acl a on a.oid = d.oid
  left join spaces s on s.oid = a.defaclnamespace
  group by d.oid, s.nspname, d.what, d.head
)
select catalogue, oid, case schema when 'public' then '' else schema end as schema, relation, name, definition, undo
from found
order by name
