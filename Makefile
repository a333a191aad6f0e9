# nsrun: `make help` lists the targets. The user's CC, CFLAGS, CPPFLAGS, LDFLAGS and LDLIBS are used
# as given; what the project needs is in variables of its own.

VERSION = 0.1.0

CC ?= cc
CFLAGS ?= -O2
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
INSTALL ?= install

# Objects and programs of one configuration; another one has its own, as `make bench` does.
BUILD ?= build
BIN ?= nsrun

nsrun_cppflags = -D_GNU_SOURCE -DNSRUN_VERSION='"$(VERSION)"' -Iinclude
nsrun_cflags = -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow \
	-Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum -Wformat=2 -Wundef -Wvla \
	-fstack-protector-strong -fno-strict-overflow
nsrun_ldflags = -Wl,-z,relro,-z,now,-z,noexecstack

ifdef DEV
nsrun_cflags += -Werror
endif
# Where optimisation is on: without it the header that checks only warns.
ifneq ($(filter -O1 -O2 -O3 -Os,$(CFLAGS)),)
nsrun_cppflags += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
ifdef STATIC
nsrun_cppflags += -DNSRUN_STATIC
nsrun_ldflags += -static
else
nsrun_cflags += -fPIE
nsrun_ldflags += -pie
endif

sources = src/main.c $(sort $(wildcard src/*/*.c))
objects = $(sources:src/%.c=$(BUILD)/%.o)
headers = $(wildcard include/*/*.h src/*/*.h)

# What a launch does not need stands behind libc: with the rest close together it touches fewer
# pages, however much there is to tell.
telling = $(addprefix $(BUILD)/,$(addsuffix .o,check/% tell/% why/% run/report run/trace ask/help \
	base/errors))
linked = $(filter-out $(telling),$(objects)) -lc $(filter $(telling),$(objects))

all: $(BIN)

$(BIN): $(objects)
	$(CC) $(nsrun_cflags) $(CFLAGS) $(nsrun_ldflags) $(LDFLAGS) -o $@ $(linked) $(LDLIBS)

$(BUILD)/%.o: src/%.c $(headers) $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(nsrun_cppflags) $(CPPFLAGS) $(nsrun_cflags) $(CFLAGS) -c -o $@ $<

# Other flags make other objects.
flags = $(CC) $(nsrun_cppflags) $(CPPFLAGS) $(nsrun_cflags) $(CFLAGS) $(nsrun_ldflags) $(LDFLAGS)
$(BUILD)/flags: FORCE
	@mkdir -p $(BUILD)
	@printf '%s\n' '$(subst ','\'',$(flags))' | cmp -s - $@ || \
		printf '%s\n' '$(subst ','\'',$(flags))' >$@

include tests/tests.mk

deps:
	tests/deps.sh

install: $(BIN)
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1
	$(INSTALL) -d $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR)
	$(INSTALL) -m 755 $(BIN) $(DESTDIR)$(BINDIR)/nsrun
	$(INSTALL) -m 644 man/nsrun.1 $(DESTDIR)$(MANDIR)/man1/nsrun.1
	$(INSTALL) -m 644 share/completions/nsrun.bash $(DESTDIR)$(BASHDIR)/nsrun
	$(INSTALL) -m 644 share/completions/nsrun.zsh $(DESTDIR)$(ZSHDIR)/_nsrun
	$(INSTALL) -m 644 share/completions/nsrun.fish $(DESTDIR)$(FISHDIR)/nsrun.fish

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/nsrun $(DESTDIR)$(MANDIR)/man1/nsrun.1
	rm -f $(DESTDIR)$(BASHDIR)/nsrun $(DESTDIR)$(ZSHDIR)/_nsrun $(DESTDIR)$(FISHDIR)/nsrun.fish

clean:
	rm -rf build nsrun

format:
	clang-format -i $(sources) $(headers) $(test_sources)

help:
	@echo 'make                    build ./nsrun'
	@echo 'make STATIC=1           without shared libraries; CC=musl-gcc for the smallest'
	@echo 'make DEV=1              warnings are errors'
	@echo 'make install            to DESTDIR and PREFIX ($(PREFIX)); uninstall takes it back'
	@echo 'make deps               install what the tests need (Debian, as root)'
	@echo 'make check              unit and kernel tests, as the user you are'
	@echo 'make accept             write what comes now into tests/kernel/*.t; TRANSCRIPTS=FILES: some'
	@echo 'make check-all          everything that CI runs, as root: ends with "N passed, N failed"'
	@echo 'make check-rules        break each rule, and see a test notice it; RULE=PART: some'
	@echo 'make check-valgrind     launches and unit tests under valgrind'
	@echo 'make check-load         10,000 launches, 1,000 at once'
	@echo 'make check-fuzz         fuzz command lines and texts, FUZZ_SECONDS=60 each (clang)'
	@echo 'make check-faults       every system call fails once, with every errno; QUICK=1: one'
	@echo 'make check-kills        every process is killed in front of every system call'
	@echo 'make lint format-check  linters alone; make format mends the latter'
	@echo 'make bench              times, system calls and page faults against others'
	@echo 'make clean              remove what was built'

FORCE:
.PHONY: all deps install uninstall clean format help FORCE
