-- schemac:allow add-unique
-- schemac:allow add-foreign-key

-- hazard: add-unique: rooms (at, during) must be unique
-- hazard: add-unique: rooms (part, during) must be unique
ALTER TABLE "rooms"
  DROP CONSTRAINT "rooms_pkey",
  DROP CONSTRAINT "rooms_part",
  ADD CONSTRAINT "rooms_pkey" PRIMARY KEY ("at", "during" WITHOUT OVERLAPS),
  ADD CONSTRAINT "rooms_part" UNIQUE ("part", "during" WITHOUT OVERLAPS);

-- hazard: add-foreign-key: stays (at, during) must refer to rows of rooms
ALTER TABLE "stays"
  ADD CONSTRAINT "stays_room" FOREIGN KEY ("at", PERIOD "during") REFERENCES "rooms",
  ADD CONSTRAINT "stays_part" FOREIGN KEY ("at", PERIOD "during") REFERENCES "rooms" ("part", PERIOD "during") NOT VALID;
