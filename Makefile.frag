# Developer targets of the generated Makefile. All work is done by scripts that also run without it.
.PHONY: loyalty-core-test loyalty-fuzz loyalty-coverage loyalty-bench loyalty-stubs loyalty-format loyalty-check

loyalty-core-test:
	$(srcdir)/script/test core

loyalty-fuzz:
	$(srcdir)/script/test fuzz

loyalty-coverage:
	$(srcdir)/script/test coverage

loyalty-bench:
	$(srcdir)/script/bench core

loyalty-stubs:
	sh $(srcdir)/tools/stubs.sh

loyalty-format:
	cd $(srcdir) && clang-format -i src/*.[ch] ext/loyalty.c ext/php_lty_*.c ext/php_loyalty.h tests/core/*.[ch] tests/fuzz/*.c

loyalty-check:
	$(srcdir)/script/test layers lists format stubs lint
