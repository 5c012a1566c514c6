-- Owners and privileges of what belongs to the user, each with the letter of its catalogue. Of an object whose owner is
-- not who is connected there is a row without a role; otherwise a row for each privilege of a role other than the owner,
-- and one without a privilege where everybody has lost what it has by default. Columns are those that it is limited to.
-- An owner who has other privileges than owners have by default is told whoever he is, and what he has.
-- What everybody may do in schema public when a database is new depends on the version, and so does its owner, who is
-- told where he is another one.
with spaces as (
  select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
objects (letter, oid, owner, acl, column_name, everybody, is_usual) as (
  select 'r', c.oid, c.relowner, c.relacl, null::name, null::text[], false
  from pg_class c
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.relnamespace in (select oid from spaces)
  union all
  select 'r', c.oid, c.relowner, a.attacl, a.attname, null, true
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  where a.attacl is not null and a.attnum > 0 and not a.attisdropped and c.relnamespace in (select oid from spaces)
  union all
  select 'y', t.oid, t.typowner, t.typacl, null, '{USAGE}', false
  from pg_type t
  where t.typnamespace in (select oid from spaces)
  union all
  select 'f', p.oid, p.proowner, p.proacl, null, '{EXECUTE}', false
  from pg_proc p
  where p.pronamespace in (select oid from spaces)
  union all
  select 'n', n.oid, n.nspowner, case n.nspname when 'public' then coalesce(n.nspacl, '{}') else n.nspacl end, null,
         case when n.nspname <> 'public' then null
              when current_setting('server_version_num')::integer < 150000 then '{CREATE,USAGE}'::text[]
              else '{USAGE}' end,
         n.nspname = 'public' and (
           n.nspowner = (select oid from pg_roles where rolname = 'pg_database_owner')
           or n.nspowner = 10 and current_setting('server_version_num')::integer < 150000
         )
  from pg_namespace n
  where n.oid in (select oid from spaces)
  union all
  select 'c', oid, collowner, null, null, null, false from pg_collation where collnamespace in (select oid from spaces)
  union all
  select 'e', oid, evtowner, null, null, null, false from pg_event_trigger
  union all
  select 'b', oid, pubowner, null, null, null, false from pg_publication
),
-- Owners who have given to themselves what may be passed on, or taken something from themselves.
special as (
  select o.letter, o.oid
  from objects o
  left join pg_class c on o.letter = 'r' and c.oid = o.oid
  cross join lateral (
    select acldefault(case when o.letter = 'r' then case c.relkind when 'S' then 's' else 'r' end
                           when o.letter = 'y' then 'T' else o.letter end::"char", o.owner) as acl
    where o.letter in ('r', 'y', 'f', 'n')
  ) usual
  where o.acl is not null and o.column_name is null
    and array(select (x.privilege_type, x.is_grantable)::text from aclexplode(o.acl) x where x.grantee = o.owner order by 1)
      <> array(select (x.privilege_type, x.is_grantable)::text from aclexplode(usual.acl) x where x.grantee = o.owner order by 1)
),
privileges as (
  select o.letter, o.oid, x.grantee, x.privilege_type, o.column_name, o.everybody, bool_or(x.is_grantable) as is_grantable
  from objects o
  cross join lateral aclexplode(o.acl) x
  where x.grantee <> o.owner or (o.letter, o.oid) in (select letter, oid from special)
  group by 1, 2, 3, 4, 5, 6
),
-- What everybody has, where that is what everybody has by default.
usual as (
  select o.letter, o.oid
  from objects o
  where o.everybody is not null
    and array(select p.privilege_type from privileges p
              where p.letter = o.letter and p.oid = o.oid and p.grantee = 0 order by 1)
      = o.everybody
)
select o.letter, o.oid, pg_get_userbyid(o.owner) as owner, null as role, null as privilege, '{}'::text[] as columns,
       false as grantable
from objects o
left join pg_namespace n on o.letter = 'n' and n.oid = o.oid
where o.column_name is null and not o.is_usual
  and (o.owner <> (select oid from pg_roles where rolname = current_user) or n.nspname = 'public'
       or (o.letter, o.oid) in (select letter, oid from special))
union all
select o.letter, o.oid, null, pg_get_userbyid(o.owner), '', '{}', false
from objects o
join special s on (s.letter, s.oid) = (o.letter, o.oid)
where o.column_name is null and not exists (select from aclexplode(o.acl) x where x.grantee = o.owner)
union all
select p.letter, p.oid, null, case p.grantee when 0 then 'public' else pg_get_userbyid(p.grantee) end,
       lower(p.privilege_type),
       coalesce(array_agg(p.column_name::text order by p.column_name::text) filter (where p.column_name is not null), '{}'),
       p.is_grantable
from privileges p
where not (p.grantee = 0 and p.everybody is not null and (p.letter, p.oid) in (select letter, oid from usual))
group by p.letter, p.oid, p.grantee, p.privilege_type, p.is_grantable, p.column_name is null
union all
select o.letter, o.oid, null, 'public', '', '{}', false
from objects o
where o.everybody is not null and o.acl is not null
  and not exists (select from privileges p where p.letter = o.letter and p.oid = o.oid and p.grantee = 0)
order by 1, 2, 4 nulls first, 5, 6, 7
