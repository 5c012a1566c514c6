ALTER DOMAIN "points" RENAME TO "score";

ALTER DOMAIN "score" RENAME CONSTRAINT "points_check" TO "score_check";

ALTER DOMAIN "score" RENAME CONSTRAINT "points_max" TO "score_max";
