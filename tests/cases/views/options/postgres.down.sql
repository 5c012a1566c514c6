ALTER VIEW "one" RESET ("security_barrier", "security_invoker");

ALTER VIEW "two" SET ("check_option"='local');
