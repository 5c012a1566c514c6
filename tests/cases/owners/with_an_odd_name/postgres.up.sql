ALTER TABLE "items" OWNER TO "public owner";

GRANT SELECT ON TABLE "items" TO "Odd ""one""";
