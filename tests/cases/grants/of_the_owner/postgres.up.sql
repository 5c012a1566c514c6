REVOKE ALL ON TABLE "items" FROM "limited";
GRANT INSERT ON TABLE "items" TO "limited";
GRANT SELECT ON TABLE "items" TO "limited" WITH GRANT OPTION;

REVOKE ALL ON TABLE "notes" FROM "limited";
GRANT ALL ON TABLE "notes" TO "limited";

CREATE TABLE "fresh" (
  "id" bigint NOT NULL
);

ALTER TABLE "fresh" OWNER TO "limited";

REVOKE ALL ON TABLE "fresh" FROM "limited";
