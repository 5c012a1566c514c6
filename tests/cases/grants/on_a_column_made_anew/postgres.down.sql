-- hazard: rewrite-table: prices.gross gets a value of its own in every row
ALTER TABLE "prices"
  DROP COLUMN "gross",
  ADD COLUMN "gross" integer GENERATED ALWAYS AS (net * 2) STORED NOT NULL;

GRANT SELECT ("gross") ON TABLE "prices" TO "anew_reader";
