-- What is hard to tell from the end of a view's query, and its definer as one text.
select table_name, check_option, definer
from information_schema.views
where table_schema = database()
