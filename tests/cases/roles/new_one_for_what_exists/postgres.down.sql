ALTER SCHEMA "shop" OWNER TO CURRENT_USER;

REVOKE USAGE ON SCHEMA "shop" FROM "zz_group";

REVOKE SELECT ON TABLE "shop"."items" FROM "late_comer";

-- hazard: drop-role: role late_comer is dropped, of the whole server
DROP ROLE "late_comer";

-- hazard: drop-role: role zz_group is dropped, of the whole server
DROP ROLE "zz_group";
