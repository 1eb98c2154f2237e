# Builds the core, its tests and its fuzz targets without PHP, into $(OUT), with the flags of the caller.
# make -f tools/core.mk OUT=DIR [CC=…] [CFLAGS=…] objects | tests | fuzz
# Tests and fuzz targets are linked with all of src/.
OUT ?= .build/core
CFLAGS ?= -O2 -g
SODIUM_CFLAGS := $(shell pkg-config --cflags libsodium)
SODIUM_LIBS := $(shell pkg-config --libs libsodium)
CMOCKA_LIBS := $(shell pkg-config --libs cmocka 2>/dev/null || echo -lcmocka)

OBJECTS := $(patsubst src/%.c,$(OUT)/src/%.o,$(wildcard src/*.c))
TESTS := $(patsubst tests/core/%.c,$(OUT)/%,$(wildcard tests/core/test_*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(OUT)/%,$(wildcard tests/fuzz/fuzz_*.c))

COMPILE = $(CC) $(CFLAGS) $(SODIUM_CFLAGS) -Isrc -MMD -MP

.PHONY: objects tests fuzz
.SECONDARY:
objects: $(OBJECTS)
tests: $(TESTS)
fuzz: $(FUZZ)

# Other flags, other objects.
STAMP := $(OUT)/flags
$(shell mkdir -p $(OUT)/src $(OUT)/tests; echo '$(CC) $(CFLAGS)' | cmp -s - $(STAMP) || echo '$(CC) $(CFLAGS)' >$(STAMP))

$(OUT)/src/%.o: src/%.c $(STAMP)
	$(COMPILE) $(OBJECT_FLAGS) -c $< -o $@

$(OUT)/tests/%.o: tests/core/%.c $(STAMP)
	$(COMPILE) -Itests/core -c $< -o $@

$(OUT)/tests/%.o: tests/fuzz/%.c $(STAMP)
	$(COMPILE) -Itests/fuzz -Itests/core -c $< -o $@

$(OUT)/test_%: $(OUT)/tests/test_%.o $(OBJECTS)
	$(CC) $(CFLAGS) $^ -o $@ $(SODIUM_LIBS) $(CMOCKA_LIBS) -lm

$(OUT)/fuzz_%: $(OUT)/tests/fuzz_%.o $(OBJECTS)
	$(CC) $(CFLAGS) -fsanitize=fuzzer $^ -o $@ $(SODIUM_LIBS) -lm

-include $(wildcard $(OUT)/src/*.d $(OUT)/tests/*.d)
