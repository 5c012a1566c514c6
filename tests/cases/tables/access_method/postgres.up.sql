-- hazard: rewrite-table: a is written again
ALTER TABLE "a" SET ACCESS METHOD "columnar";

CREATE TABLE "b" (
  "id" integer NOT NULL,
  CONSTRAINT "b_pkey" PRIMARY KEY ("id")
);
