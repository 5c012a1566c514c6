ALTER TYPE "period" RENAME TO "span";

ALTER TYPE "span_multirange" RENAME TO "span_multirange";
