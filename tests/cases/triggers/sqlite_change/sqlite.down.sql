DROP TRIGGER "new_name";
CREATE TRIGGER "old_name" BEFORE UPDATE ON "users"
BEGIN
select 1;
END;

DROP TRIGGER "when_changes";

DROP TRIGGER "timing_changes";

DROP TRIGGER "event_changes";

DROP TRIGGER "columns_change";

DROP TRIGGER "body_changes";

CREATE TRIGGER "when_changes" AFTER INSERT ON "users"
WHEN new.id > 0
BEGIN
insert into log (what) values (new.name);
END;

CREATE TRIGGER "timing_changes" AFTER DELETE ON "users"
BEGIN
delete from log;
END;

CREATE TRIGGER "event_changes" AFTER DELETE ON "users"
BEGIN
insert into log (what) values ('gone');
END;

CREATE TRIGGER "columns_change" AFTER UPDATE OF "name" ON "users"
BEGIN
insert into log (what) values ('named');
END;

CREATE TRIGGER "body_changes" AFTER UPDATE ON "users"
BEGIN
insert into log (what) values ('changed');
END;
