-- The collation that a charset has by itself.
select character_set_name, default_collate_name
from information_schema.character_sets
