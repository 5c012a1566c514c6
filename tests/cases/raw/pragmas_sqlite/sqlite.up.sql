pragma user_version = 0;

-- hazard: drop-raw: raw gone is dropped
pragma cache_size = -2000;

pragma user_version = 2;

pragma application_id = 77;
