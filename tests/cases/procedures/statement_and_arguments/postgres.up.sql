DROP PROCEDURE "p"(integer);

CREATE PROCEDURE "p"("b" integer)
LANGUAGE "sql"
begin atomic insert into t values (b); end;

CREATE OR REPLACE PROCEDURE "q"("a" integer)
LANGUAGE "sql"
begin atomic insert into t values (a + 1); end;
