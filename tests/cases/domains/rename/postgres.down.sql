ALTER DOMAIN "score" RENAME TO "points";

ALTER DOMAIN "points" RENAME CONSTRAINT "score_max" TO "points_max";

ALTER DOMAIN "points" RENAME CONSTRAINT "score_check" TO "points_check";
