DROP TRIGGER "old_name";
CREATE TRIGGER "new_name" BEFORE UPDATE ON "users"
BEGIN
select 1;
END;

DROP TRIGGER "when_changes";

DROP TRIGGER "timing_changes";

DROP TRIGGER "event_changes";

DROP TRIGGER "columns_change";

DROP TRIGGER "body_changes";

CREATE TRIGGER "when_changes" AFTER INSERT ON "users"
WHEN new.id > 1
BEGIN
insert into log (what) values (new.name);
END;

CREATE TRIGGER "timing_changes" BEFORE DELETE ON "users"
BEGIN
delete from log;
END;

CREATE TRIGGER "event_changes" AFTER INSERT ON "users"
BEGIN
insert into log (what) values ('gone');
END;

CREATE TRIGGER "columns_change" AFTER UPDATE OF "name", "plan" ON "users"
BEGIN
insert into log (what) values ('named');
END;

CREATE TRIGGER "body_changes" AFTER UPDATE ON "users"
BEGIN
insert into log (what) values ('changed again');
END;
