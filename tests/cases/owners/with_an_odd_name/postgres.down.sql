ALTER TABLE "items" OWNER TO "Odd ""one""";

GRANT SELECT ON TABLE "items" TO "public owner";
