ALTER AGGREGATE "shop"."new"(integer) SET SCHEMA "public";

ALTER AGGREGATE "new"(integer) RENAME TO "old";

DROP VIEW "v";

DROP AGGREGATE "typed_window"(integer);

DROP AGGREGATE "rank_of"(VARIADIC "any" ORDER BY VARIADIC "any");

DROP AGGREGATE "by_order"(text ORDER BY text);

DROP AGGREGATE "least_of"(integer);

DROP AGGREGATE "typed2"(bigint);

DROP AGGREGATE "serial"(numeric);

DROP AGGREGATE "window"(integer);

DROP AGGREGATE "plain"(integer);

DROP AGGREGATE "renamed_argument"(integer);

DROP AGGREGATE "mod1"(integer);

CREATE AGGREGATE "mod1"(integer) (
  SFUNC = "step",
  STYPE = integer
);

COMMENT ON AGGREGATE "mod2"(integer) IS 'Before';

CREATE AGGREGATE "renamed_argument"("a" integer) (
  SFUNC = "step",
  STYPE = integer
);

CREATE AGGREGATE "plain"(integer) (
  SFUNC = "step",
  STYPE = integer,
  FINALFUNC = "done"
);

CREATE AGGREGATE "window"(integer) (
  SFUNC = "step",
  STYPE = integer,
  MSFUNC = "step",
  MINVFUNC = "back",
  MSTYPE = integer
);

CREATE AGGREGATE "serial"(numeric) (
  SFUNC = "numeric_avg_accum",
  STYPE = "internal",
  FINALFUNC = "numeric_avg"
);

CREATE AGGREGATE "typed2"(bigint) (
  SFUNC = "int8_sum",
  STYPE = numeric
);

CREATE AGGREGATE "least_of"(integer) (
  SFUNC = "int4smaller",
  STYPE = integer
);

CREATE AGGREGATE "by_order"("x" text ORDER BY "y" text) (
  SFUNC = "ordered_step",
  STYPE = integer
);

CREATE AGGREGATE "rank_of"(VARIADIC "any" ORDER BY VARIADIC "any") (
  SFUNC = "hypo",
  STYPE = "internal",
  FINALFUNC = "hypo_done",
  FINALFUNC_EXTRA,
  HYPOTHETICAL
);

CREATE AGGREGATE "typed_window"(integer) (
  SFUNC = "step",
  STYPE = integer,
  MSFUNC = "step",
  MINVFUNC = "back",
  MSTYPE = integer
);

CREATE VIEW "v" AS
select mod1(n) as a, mod2(n) as b from t;
