ALTER VIEW "labels" RENAME TO "names";
