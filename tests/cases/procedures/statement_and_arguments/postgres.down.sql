DROP PROCEDURE "p"(integer);

CREATE PROCEDURE "p"("a" integer)
LANGUAGE "sql"
begin atomic insert into t values (a); end;

CREATE OR REPLACE PROCEDURE "q"("a" integer)
LANGUAGE "sql"
begin atomic insert into t values (a); end;
