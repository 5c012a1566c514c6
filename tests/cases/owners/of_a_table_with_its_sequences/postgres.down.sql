ALTER TABLE "items" OWNER TO "first_owner";
