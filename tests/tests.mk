# The tests: programs in $(BUILD)/tests, run by tests/run.sh, which counts.

test_sources = $(wildcard tests/*.[ch] tests/*/*.[ch])
unit_tests = $(patsubst tests/unit/%.c,$(BUILD)/tests/unit-%,$(wildcard tests/unit/*.c))
kernel_tests = $(patsubst tests/kernel/%.c,$(BUILD)/tests/kernel-%,$(wildcard tests/kernel/*.c))
test_programs = $(patsubst tests/programs/%.c,$(BUILD)/tests/%,$(wildcard tests/programs/*.c))
transcripts = $(patsubst tests/kernel/%.t,$(BUILD)/tests/%.t,$(wildcard tests/kernel/*.t))
kernel_shared = tests/harness.c tests/transcript.c tests/transcript_diff.c \
	$(BUILD)/base/text.o $(BUILD)/base/util.o
test_cflags = -std=c11 -D_GNU_SOURCE -Iinclude -Itests -Wall -Wextra -Wshadow \
	-Wno-missing-field-initializers -g

$(BUILD)/tests/unit-%: tests/unit/%.c tests/harness.c tests/harness.h $(objects)
	@mkdir -p $(BUILD)/tests
	$(CC) $(test_cflags) $(CFLAGS) $(LDFLAGS) -o $@ $< tests/harness.c \
		$(filter-out $(BUILD)/main.o,$(objects)) -lcmocka

$(BUILD)/tests/kernel-%: tests/kernel/%.c $(kernel_shared) $(wildcard tests/*.h)
	@mkdir -p $(BUILD)/tests
	$(CC) $(test_cflags) $(CFLAGS) $(LDFLAGS) -o $@ $< $(kernel_shared) -lcmocka

# Beside the program that runs them: they are copied together to where every user can reach them.
$(BUILD)/tests/%.t: tests/kernel/%.t
	@mkdir -p $(BUILD)/tests
	cp $< $@

$(BUILD)/tests/%: tests/programs/%.c
	@mkdir -p $(BUILD)/tests
	$(CC) $(test_cflags) $(CFLAGS) $(LDFLAGS) -o $@ $<

tests: $(BIN) $(unit_tests) $(kernel_tests) $(transcripts) $(test_programs)

check: tests
	tests/run.sh check

TRANSCRIPTS = $(wildcard tests/kernel/*.t)
accept: tests
	tests/run.sh accept $(TRANSCRIPTS)

# Every system call fails once, or its process is killed in front of it; see tests/fault/main.c.
fault_words = $(addprefix src/base/,errors.c text.c util.c)
fault_sources = $(filter-out tests/fault/probe.c,$(wildcard tests/fault/*.c))

$(BUILD)/fault/faults: $(fault_sources) $(wildcard tests/fault/*.h) $(fault_words) $(headers)
	@mkdir -p $(BUILD)/fault
	$(CC) $(test_cflags) $(CFLAGS) $(LDFLAGS) -o $@ $(fault_sources) $(fault_words)

$(BUILD)/fault/probe: tests/fault/probe.c
	@mkdir -p $(BUILD)/fault
	$(bench_cc) $(bench_flags) -static -o $@ $<

fault-programs: $(BUILD)/fault/faults $(BUILD)/fault/probe bench-programs

check-faults: fault-programs
	$(BUILD)/fault/faults $(if $(QUICK),--quick) $(FAULTS) $(BUILD)/static/nsrun

check-kills: fault-programs
	$(BUILD)/fault/faults --kills $(if $(QUICK),--quick) $(FAULTS) $(BUILD)/static/nsrun

# Whether the tests notice it when the rules are taken away.
check-rules:
	tests/rules.sh '$(RULE)'

check-all: deps
	tests/run.sh all

lint:
	tests/lint.sh

format-check:
	clang-format --dry-run -Werror $(sources) $(headers) $(test_sources)

# The benchmark's programs, and a static nsrun: musl's where there is one.
bench_cc = $(shell command -v musl-gcc || echo $(CC))
bench_flags = -std=c11 -D_GNU_SOURCE -Wall -Wextra -O2

bench-programs: $(BUILD)/bench/compare $(BUILD)/bench/floor $(BUILD)/bench/true
	$(MAKE) -s BUILD=$(BUILD)/static BIN=$(BUILD)/static/nsrun STATIC=1 CC=$(bench_cc) CFLAGS=-O2

$(BUILD)/bench/compare: tests/bench/compare.c
	@mkdir -p $(BUILD)/bench
	$(CC) $(bench_flags) -o $@ $<

$(BUILD)/bench/floor $(BUILD)/bench/true: $(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(BUILD)/bench
	$(bench_cc) $(bench_flags) -static -o $@ $<

check-valgrind: tests
	tests/valgrind.sh $(BIN) $(BUILD)/tests

check-load: $(BIN)
	tests/load.sh $(CURDIR)/$(BIN) 10000 1000

# Fuzzing by clang's libFuzzer, with both sanitizers.
FUZZ_SECONDS ?= 60
fuzz_targets = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
fuzz_cflags = $(nsrun_cppflags) -std=c11 -Wall -Wextra -O1 -g \
	-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all

$(BUILD)/fuzz/%: tests/fuzz/%.c $(sources) $(headers)
	@mkdir -p $(BUILD)/fuzz
	clang $(fuzz_cflags) -o $@ $< $(filter-out src/main.c,$(sources)) -ljansson

check-fuzz: $(fuzz_targets)
	tests/fuzz/fuzz.sh $(BUILD)/fuzz $(FUZZ_SECONDS)

bench: $(BIN) bench-programs
	NSRUN=$(BIN) NSRUN_STATIC=$(BUILD)/static/nsrun TOOLS=$(BUILD)/bench tests/bench/bench.sh

.PHONY: tests check accept check-all check-rules check-faults check-kills check-valgrind check-load check-fuzz
.PHONY: fault-programs lint format-check bench bench-programs
