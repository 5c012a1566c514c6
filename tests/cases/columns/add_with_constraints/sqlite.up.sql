ALTER TABLE "users" ADD COLUMN "age" int CHECK (age > 0);

ALTER TABLE "users" ADD COLUMN "mood" text NOT NULL DEFAULT 'happy' CHECK (mood IN ('happy', 'sad'));

ALTER TABLE "users" ADD COLUMN "friend_id" integer REFERENCES "users" ON DELETE SET NULL;

ALTER TABLE "users" ADD COLUMN "room" text CONSTRAINT "lives_in" REFERENCES "rooms" ("code") DEFERRABLE INITIALLY DEFERRED CONSTRAINT "room_is_short" CHECK (length(room) < 5);
