/* Names of signals. */
#include "base/signals.h"

#include <signal.h>
#include <string.h>

#include "harness.h"

static const struct row {
	const char *name;
	int signal; /* 0: refused; 1000 + n: SIGRTMIN + n; 2000 + n: SIGRTMAX - n */
} rows[] = {
	{ "TERM", SIGTERM },
	{ "SIGTERM", SIGTERM },
	{ "sigterm", SIGTERM },
	{ "Kill", SIGKILL },
	{ "9", SIGKILL },
	{ "1", 1 },
	{ "64", 2000 },
	{ "IOT", SIGABRT },
	{ "RTMIN", 1000 },
	{ "SIGRTMIN+3", 1003 },
	{ "rtmax", 2000 },
	{ "RTMAX-1", 2001 },
	{ "0", 0 },
	{ "65", 0 },
	{ "FOO", 0 },
	{ "", 0 },
	{ "SIG", 0 },
	{ "-9", 0 },
	{ "+9", 0 },
	{ "9x", 0 },
	{ "RTMIN-1", 0 },
	{ "RTMIN+", 0 },
	{ "RTMIN+99", 0 },
	{ "RTMAX+1", 0 },
	{ "SIGSIGTERM", 0 },
	{ " TERM", 0 },
	{ "TERM ", 0 },
	{ "4294967305", 0 },
};

static int expected_signal(int signal)
{
	if (signal >= 2000)
		return SIGRTMAX - (signal - 2000);
	return signal >= 1000 ? SIGRTMIN + (signal - 1000) : signal;
}

static void name_is_read(void **state)
{
	const struct row *row = *state;
	int signal = 0, result = signals_parse(&signal, row->name);

	assert_int_equal(result, row->signal ? 0 : -1);
	if (row->signal)
		assert_int_equal(signal, expected_signal(row->signal));
}

static void every_name_reads_back(void **state)
{
	(void)state;
	for (int signal = 1; signal <= SIGRTMAX; signal++) {
		struct text text = harness_text();
		int read = 0;

		signals_add_name(&text, signal);
		assert_int_equal(signals_parse(&read, harness_text_read(&text)), 0);
		assert_int_equal(read, signal);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_name_reads_back) };
	int failures = HARNESS_ROWS(name_is_read, rows);

	return failures + cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
