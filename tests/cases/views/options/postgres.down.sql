ALTER VIEW "one" RESET ("security_barrier");

ALTER VIEW "two" SET ("check_option"='local');
