ALTER TYPE "period" RENAME TO "span";
