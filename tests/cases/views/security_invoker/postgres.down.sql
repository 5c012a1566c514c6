ALTER VIEW "one" RESET ("security_invoker");

ALTER VIEW "two" SET ("security_invoker"='true');
