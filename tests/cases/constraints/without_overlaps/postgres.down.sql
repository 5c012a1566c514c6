ALTER TABLE "stays" DROP CONSTRAINT "stays_room";

ALTER TABLE "rooms" DROP CONSTRAINT "rooms_pkey";

ALTER TABLE "stays" DROP CONSTRAINT "stays_part";

ALTER TABLE "rooms"
  DROP CONSTRAINT "rooms_part",
  ADD CONSTRAINT "rooms_pkey" PRIMARY KEY ("at", "during"),
  ADD CONSTRAINT "rooms_part" UNIQUE ("part", "during");
