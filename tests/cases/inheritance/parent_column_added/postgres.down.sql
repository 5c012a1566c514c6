-- hazard: drop-column: column animals.age is dropped
ALTER TABLE "animals" DROP COLUMN "age";
