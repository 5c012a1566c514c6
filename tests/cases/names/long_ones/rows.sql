insert into the_table_with_a_name_that_is_almost_as_long_as_it_can_be values (1, 1), (2, 2);
