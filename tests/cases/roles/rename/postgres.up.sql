ALTER ROLE "readers" RENAME TO "a_readers";

ALTER ROLE "author" RENAME TO "writer";
