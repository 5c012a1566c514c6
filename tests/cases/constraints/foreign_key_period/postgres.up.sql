-- schemac:allow add-foreign-key

-- hazard: add-foreign-key: stays (at, during) must refer to rows of rooms
ALTER TABLE "stays"
  DROP CONSTRAINT "stays_room",
  ADD CONSTRAINT "stays_room" FOREIGN KEY ("at", PERIOD "during") REFERENCES "rooms";
