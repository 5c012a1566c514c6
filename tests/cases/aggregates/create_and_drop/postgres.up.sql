DROP AGGREGATE "gone"(integer);

CREATE AGGREGATE "total"("n" integer) (
  SFUNC = "step",
  STYPE = integer,
  SSPACE = 16,
  FINALFUNC = "done",
  FINALFUNC_MODIFY = SHAREABLE,
  COMBINEFUNC = "step",
  INITCOND = '0',
  PARALLEL = SAFE
);
COMMENT ON AGGREGATE "total"(integer) IS 'All of them';

CREATE AGGREGATE "moving"(integer) (
  SFUNC = "step",
  STYPE = integer,
  FINALFUNC = "done_extra",
  FINALFUNC_EXTRA,
  INITCOND = '0',
  MSFUNC = "step",
  MINVFUNC = "back",
  MSTYPE = integer,
  MSSPACE = 8,
  MFINALFUNC = "done_extra",
  MFINALFUNC_EXTRA,
  MFINALFUNC_MODIFY = READ_WRITE,
  MINITCOND = '0'
);

CREATE AGGREGATE "least_of"(integer) (
  SFUNC = "int4smaller",
  STYPE = integer,
  SORTOP = <
);

CREATE AGGREGATE "shop"."counts"(*) (
  SFUNC = "int8inc",
  STYPE = bigint,
  INITCOND = '0'
);

CREATE AGGREGATE "serial"(numeric) (
  SFUNC = "numeric_avg_accum",
  STYPE = "internal",
  FINALFUNC = "numeric_avg",
  COMBINEFUNC = "numeric_avg_combine",
  SERIALFUNC = "numeric_avg_serialize",
  DESERIALFUNC = "numeric_avg_deserialize"
);

CREATE AGGREGATE "by_order"(text ORDER BY text) (
  SFUNC = "ordered_step",
  STYPE = integer,
  FINALFUNC = "ordered_done",
  INITCOND = '0'
);

CREATE AGGREGATE "rank_of"(VARIADIC "any" ORDER BY VARIADIC "any") (
  SFUNC = "hypo",
  STYPE = "internal",
  FINALFUNC = "hypo_done",
  FINALFUNC_EXTRA,
  HYPOTHETICAL
);

CREATE AGGREGATE "many"(VARIADIC integer[]) (
  SFUNC = "many_step",
  STYPE = integer
);
