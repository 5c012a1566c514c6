DROP AGGREGATE "many"(VARIADIC integer[]);

DROP AGGREGATE "rank_of"(VARIADIC "any" ORDER BY VARIADIC "any");

DROP AGGREGATE "by_order"(text ORDER BY text);

DROP AGGREGATE "serial"(numeric);

DROP AGGREGATE "shop"."counts"(*);

DROP AGGREGATE "least_of"(integer);

DROP AGGREGATE "moving"(integer);

DROP AGGREGATE "total"(integer);

CREATE AGGREGATE "gone"(integer) (
  SFUNC = "step",
  STYPE = integer
);
