-- The modules of virtual tables that are loaded.
SELECT name FROM pragma_module_list
