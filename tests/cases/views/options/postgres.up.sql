ALTER VIEW "one" SET ("security_barrier"='true', "security_invoker"='true');

ALTER VIEW "two" SET ("check_option"='cascaded');
