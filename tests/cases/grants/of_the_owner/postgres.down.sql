REVOKE ALL ON TABLE "items" FROM "limited";
GRANT ALL ON TABLE "items" TO "limited";

REVOKE ALL ON TABLE "notes" FROM "limited";
GRANT SELECT ON TABLE "notes" TO "limited";

-- hazard: drop-table: table fresh is dropped
DROP TABLE "fresh";
