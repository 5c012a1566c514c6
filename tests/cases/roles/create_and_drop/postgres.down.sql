DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'old_hand') THEN
    CREATE ROLE "old_hand" LOGIN;
  END IF;
END
$$;

-- hazard: drop-role: role newcomer is dropped, of the whole server
DROP ROLE "newcomer";

-- hazard: drop-role: role zebra is dropped, of the whole server
DROP ROLE "zebra";

-- hazard: drop-role: role group_of_all is dropped, of the whole server
DROP ROLE "group_of_all";
