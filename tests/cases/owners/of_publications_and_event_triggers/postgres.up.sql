ALTER EVENT TRIGGER "watch" OWNER TO "keeper";

ALTER PUBLICATION "everything" OWNER TO "keeper";
