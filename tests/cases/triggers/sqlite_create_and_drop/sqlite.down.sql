PRAGMA foreign_keys = OFF;

DROP TRIGGER "users_checked";

DROP TRIGGER "names_made";

CREATE TRIGGER "users_gone" AFTER DELETE ON "users"
BEGIN
insert into log (what) values ('gone ' || old.name);
END;

-- hazard: drop-table: table notes is dropped
DROP TABLE "notes";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
