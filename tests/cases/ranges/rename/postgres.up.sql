ALTER TYPE "span" RENAME TO "period";

ALTER TYPE "span_multirange" RENAME TO "period_multirange";

ALTER TYPE "period_multirange" RENAME TO "span_multirange";
