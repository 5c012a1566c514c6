ALTER ROLE "writer" RENAME TO "author";

ALTER ROLE "a_readers" RENAME TO "readers";
