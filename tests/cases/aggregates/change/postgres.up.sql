ALTER AGGREGATE "old"(integer) SET SCHEMA "shop";

ALTER AGGREGATE "shop"."old"(integer) RENAME TO "new";

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
  SFUNC = "step2",
  STYPE = integer,
  SSPACE = 32,
  COMBINEFUNC = "step2",
  INITCOND = '1',
  PARALLEL = SAFE
);

COMMENT ON AGGREGATE "mod2"(integer) IS 'After';

CREATE AGGREGATE "renamed_argument"("b" integer) (
  SFUNC = "step",
  STYPE = integer
);

CREATE AGGREGATE "plain"(integer) (
  SFUNC = "step",
  STYPE = integer,
  FINALFUNC = "done_extra",
  FINALFUNC_EXTRA,
  FINALFUNC_MODIFY = SHAREABLE
);

CREATE AGGREGATE "window"(integer) (
  SFUNC = "step",
  STYPE = integer,
  FINALFUNC = "done",
  MSFUNC = "step2",
  MINVFUNC = "step",
  MSTYPE = integer,
  MSSPACE = 64,
  MFINALFUNC = "done_extra",
  MFINALFUNC_EXTRA,
  MFINALFUNC_MODIFY = SHAREABLE,
  MINITCOND = '1'
);

CREATE AGGREGATE "serial"(numeric) (
  SFUNC = "numeric_avg_accum",
  STYPE = "internal",
  FINALFUNC = "numeric_avg",
  COMBINEFUNC = "numeric_avg_combine",
  SERIALFUNC = "numeric_avg_serialize",
  DESERIALFUNC = "numeric_avg_deserialize"
);

CREATE AGGREGATE "typed2"(bigint) (
  SFUNC = "int8pl",
  STYPE = bigint
);

CREATE AGGREGATE "least_of"(integer) (
  SFUNC = "int4smaller",
  STYPE = integer,
  SORTOP = <
);

CREATE AGGREGATE "by_order"("x" text ORDER BY "z" text) (
  SFUNC = "ordered_step",
  STYPE = integer
);

CREATE AGGREGATE "rank_of"(VARIADIC "any" ORDER BY VARIADIC "any") (
  SFUNC = "hypo",
  STYPE = "internal",
  FINALFUNC = "hypo_done",
  FINALFUNC_EXTRA
);

CREATE AGGREGATE "typed_window"(integer) (
  SFUNC = "step",
  STYPE = integer,
  MSFUNC = "int84pl",
  MINVFUNC = "int84mi",
  MSTYPE = bigint,
  MFINALFUNC = "to_int",
  MINITCOND = '0'
);

CREATE VIEW "v" AS
select mod1(n) as a, mod2(n) as b from t;
