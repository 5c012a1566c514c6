-- The data of column users.code does not come back: only its structure does.

-- hazard: add-unique: users (code, name) must be unique
-- hazard: add-check: users must satisfy code is not null or name is not null
ALTER TABLE "users"
  ADD COLUMN "code" integer,
  ADD CONSTRAINT "users_code" UNIQUE ("code"),
  ADD CONSTRAINT "users_both" UNIQUE ("code", "name"),
  ADD CONSTRAINT "users_code_positive" CHECK (code > 0),
  ADD CONSTRAINT "users_either" CHECK (code is not null or name is not null);

-- hazard: add-foreign-key: posts (user_code) must refer to rows of users
ALTER TABLE "posts" ADD CONSTRAINT "posts_user_code_fkey" FOREIGN KEY ("user_code") REFERENCES "users" ("code");

-- hazard: block-writes: users takes no writes while users_sum is built
CREATE INDEX "users_sum" ON "users" ((code + id));

-- hazard: block-writes: users takes no writes while users_part is built
CREATE INDEX "users_part" ON "users" ("name") WHERE code > 5;

CREATE VIEW "codes" AS
select code from users;

CREATE VIEW "doubled" AS
select code * 2 as double_code from codes;
