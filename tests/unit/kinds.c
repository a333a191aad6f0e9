/* The table of --check: what the host's files tell, prepared in a folder, and how it is printed. */
#include "check/kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"

#define HEAD "kind     supported  allowed               limit  in use\n"

/* Makes the folders of a path in the tree, and there a link, or else a file with this content. */
static void put(const char *tree, const char *path, const char *link, const char *content)
{
	char whole[512];
	FILE *file;

	snprintf(whole, sizeof(whole), "%s%s", tree, path);
	for (char *slash = whole + strlen(tree) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(whole, 0755);
		*slash = '/';
	}
	if (link) {
		assert_int_equal(symlink(link, whole), 0);
		return;
	}
	file = fopen(whole, "we");
	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

static void remove_tree(const char *tree)
{
	char clean_up[64];

	snprintf(clean_up, sizeof(clean_up), "rm -rf %s", tree);
	assert_int_equal(system(clean_up), 0);
}

/* A kernel without time namespaces; three processes in two network namespaces, and one whose links
 * cannot be read. */
static void prepare(char *tree)
{
	static const char *const kinds[] = { "mnt", "uts", "ipc", "net", "pid", "user", "cgroup" };

	assert_non_null(mkdtemp(tree));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		char path[64];

		snprintf(path, sizeof(path), "/proc/self/ns/%s", kinds[i]);
		put(tree, path, NULL, "");
	}
	put(tree, "/proc/1/ns/net", "net:[4026531840]", NULL);
	put(tree, "/proc/17/ns/net", "net:[4026532001]", NULL);
	put(tree, "/proc/230/ns/net", "net:[4026531840]", NULL);
	put(tree, "/proc/231/ns/net", NULL, "");
	put(tree, "/proc/17/ns/uts", "uts:[4026531838]", NULL);
	put(tree, "/proc/x1/ns/net", "net:[4026539999]", NULL);
	put(tree, "/proc/sys/user/max_net_namespaces", NULL, "0\n");
	put(tree, "/proc/sys/user/max_user_namespaces", NULL, "2147483647\n");
}

static void files_are_read(void **state)
{
	char tree[] = "/tmp/nsrun-test-XXXXXX";
	struct kind_state states[NAMESPACE_KINDS];

	(void)state;
	prepare(tree);
	kinds_read(states, &(struct facts){ .tree = tree });
	remove_tree(tree);
	assert_int_equal(states[NAMESPACE_NET].supported, SUPPORTED_YES);
	assert_int_equal(states[NAMESPACE_TIME].supported, SUPPORTED_NO);
	assert_int_equal(states[NAMESPACE_NET].allowed, ALLOWED_NO);
	assert_int_equal(states[NAMESPACE_NET].limit, 0);
	assert_int_equal(states[NAMESPACE_USER].limit, 2147483647);
	assert_int_equal(states[NAMESPACE_PID].limit, -1);
	assert_int_equal(states[NAMESPACE_NET].use, 2);
	assert_int_equal(states[NAMESPACE_UTS].use, 1);
	assert_int_equal(states[NAMESPACE_IPC].use, 0);
}

static void without_proc_nothing_is_known(void **state)
{
	struct kind_state states[NAMESPACE_KINDS];

	(void)state;
	kinds_read(states, &(struct facts){ .tree = "/no/such/folder" });
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		assert_int_equal(states[kind].supported, SUPPORTED_UNKNOWN);
		assert_int_equal(states[kind].limit, -1);
		assert_int_equal(states[kind].use, 0);
	}
}

/* 1400 processes, more than one chunk of memory holds, in 700 namespaces. */
static void many_namespaces_are_counted(void **state)
{
	char tree[] = "/tmp/nsrun-test-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(tree));
	for (int i = 1; i <= 1400; i++) {
		char path[64], link[64];

		snprintf(path, sizeof(path), "/proc/%d/ns/pid", i);
		snprintf(link, sizeof(link), "pid:[%d]", 1000 + i % 700);
		put(tree, path, link, NULL);
	}
	assert_int_equal(facts_namespaces(&(struct facts){ .tree = tree }, "pid"), 700);
	remove_tree(tree);
}

/* Fills the states as kinds_check does. */
static void fill(struct kind_state states[NAMESPACE_KINDS])
{
	char tree[] = "/tmp/nsrun-test-XXXXXX";

	prepare(tree);
	kinds_read(states, &(struct facts){ .tree = tree });
	remove_tree(tree);
	states[NAMESPACE_MOUNT].allowed = ALLOWED_MAP_ROOT;
	states[NAMESPACE_USER].allowed = ALLOWED_YES;
	for (enum namespace_kind kind = NAMESPACE_UTS; kind <= NAMESPACE_PID; kind++)
		text_add(&states[kind].message, "cannot \"do\" it");
	text_add(&states[NAMESPACE_UTS].hint, "one cause");
	text_add(&states[NAMESPACE_NET].hint, "another cause");
	text_add(&states[NAMESPACE_PID].hint, "one cause");
	states[NAMESPACE_CGROUP].allowed = ALLOWED_YES;
}

static void the_table_tells_each_reason_once(void **state)
{
	struct kind_state states[NAMESPACE_KINDS];
	struct text text = harness_text();

	(void)state;
	fill(states);
	kinds_tell(&text, states);
	assert_string_equal(harness_text_read(&text),
			    HEAD "mount    yes        with --map-root           -       -\n"
				 "UTS      yes        no                        -       1\n"
				 "IPC      yes        no                        -       -\n"
				 "network  yes        no                        0       2\n"
				 "PID      yes        no                        -       -\n"
				 "user     yes        yes              2147483647       -\n"
				 "cgroup   yes        yes                       -       -\n"
				 "time     no         no                        -       -\n"
				 "\n"
				 "UTS and PID: one cause\n"
				 "IPC: cannot \"do\" it\n"
				 "network: another cause\n");
}

static void json_has_null_for_what_is_not_known(void **state)
{
	struct kind_state states[NAMESPACE_KINDS];
	struct text text = harness_text();
	const char *json;

	(void)state;
	fill(states);
	kinds_tell_json(&text, states);
	json = harness_text_read(&text);
	assert_non_null(strstr(json,
			       "{\"kind\":\"mnt\",\"supported\":true,\"allowed\":\"map-root\","
			       "\"limit\":null,\"use\":null,\"message\":null,\"hint\":null}"));
	assert_non_null(strstr(json, "{\"kind\":\"ipc\",\"supported\":true,\"allowed\":\"no\","
				     "\"limit\":null,\"use\":null,"
				     "\"message\":\"cannot \\u0022do\\u0022 it\",\"hint\":null}"));
	assert_non_null(strstr(json, "{\"kind\":\"net\",\"supported\":true,\"allowed\":\"no\","
				     "\"limit\":0,\"use\":2,"));
	assert_non_null(strstr(json, "{\"kind\":\"time\",\"supported\":false,\"allowed\":\"no\","));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_read),
		cmocka_unit_test(without_proc_nothing_is_known),
		cmocka_unit_test(many_namespaces_are_counted),
		cmocka_unit_test(the_table_tells_each_reason_once),
		cmocka_unit_test(json_has_null_for_what_is_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
