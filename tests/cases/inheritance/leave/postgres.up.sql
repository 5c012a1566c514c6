ALTER TABLE "cats" NO INHERIT "animals";
