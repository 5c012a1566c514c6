ALTER TABLE "stays"
  DROP CONSTRAINT "stays_room",
  ADD CONSTRAINT "stays_room" FOREIGN KEY ("at", "during") REFERENCES "rooms";
