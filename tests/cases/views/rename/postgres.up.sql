ALTER VIEW "names" RENAME TO "labels";
