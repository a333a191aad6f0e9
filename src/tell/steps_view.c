/* Rows of the steps that settle what the command sees: mounts, root, folders, names, the network.
 */
#include "pattern.h"

#include <string.h>

#include "c.h"
#include "sh.h"

static void add_mounts(const struct telling *telling)
{
	const struct step *step = telling->step;

	text_add(telling->text, sh_is_of_all(step) ? "every mount" : "the mount at ");
	if (!sh_is_of_all(step))
		pattern_add_dir(telling, step->mounts.where);
}

static void add_where(const struct telling *telling)
{
	pattern_add_dir(telling, telling->step->mounts.where);
}

static void add_propagation(const struct telling *telling)
{
	static const char *const names[] = {
		[PROPAGATION_PRIVATE] = "private",
		[PROPAGATION_SLAVE] = "slave",
		[PROPAGATION_SHARED] = "shared",
		[PROPAGATION_UNCHANGED] = "unchanged",
	};
	static const char *const flags[] = {
		[PROPAGATION_PRIVATE] = "MS_PRIVATE",
		[PROPAGATION_SLAVE] = "MS_SLAVE",
		[PROPAGATION_SHARED] = "MS_SHARED",
		[PROPAGATION_UNCHANGED] = "0",
	};
	bool is_flag = telling->language == IN_CALL || telling->language == IN_C;

	text_add(telling->text, (is_flag ? flags : names)[telling->step->mounts.propagation]);
}

static void add_in_chroot(const struct telling *telling)
{
	if (sh_is_of_all(telling->step))
		text_add(telling->text, ", in a chroot after setns() to the namespace's root");
}

/* unshare makes every mount private by itself. */
static void add_unless_private(const struct telling *telling)
{
	if (telling->step->mounts.propagation != PROPAGATION_PRIVATE)
		pattern_add(telling, " --propagation={propagation}");
}

static enum sh_place place_propagation(const struct sh_layout *layout, const struct step *step)
{
	(void)layout;
	return sh_is_of_all(step) ? SH_UNSHARE : SH_SHELL;
}

const struct step_row step_propagation = {
	.phrase = "make {mounts} {propagation}",
	.call = "mount(NULL, {where}, NULL, MS_REC|{propagation}, NULL){in_chroot}",
	.page = "mount_namespaces(7)",
	.rule = "What is mounted under a shared mount appears outside as well.",
	.c_fails = "mount(NULL, {where}, NULL, MS_REC | {propagation}, NULL) < 0",
	.c_parts = PART_MOUNT,
	.find_place = place_propagation,
	.sh = { [SH_UNSHARE] = "{unless_private}",
		[SH_SHELL] = "{mount} --make-r{propagation} {where}{or_exit}" },
	.operands = OPERANDS({ "mounts", add_mounts }, { "where", add_where },
			     { "propagation", add_propagation }, { "in_chroot", add_in_chroot },
			     { "unless_private", add_unless_private }),
};

static const char *refuse_format(const struct sh_layout *layout, const struct step *step)
{
	(void)step;
	return plan_find(layout->plan, STEP_CHANGE_ROOT)
		       ? "the format is registered in front of the change of root, but where it "
			 "can be mounted is behind it"
		       : NULL;
}

/* In a script it comes right after the mount of binfmt_misc, see add_format. */
const struct step_row step_load_interp = {
	.phrase = "register the binary format {string}",
	.call = "fsopen(\"binfmt_misc\"), fsconfig(), fsmount(), then write {string} to register "
		"in it",
	.page = "binfmt-misc in the kernel's documentation",
	.c_fails = "register_format({string}) < 0",
	.c_parts = PART_REGISTER,
	.find_refusal = refuse_format,
	.sh_comment = SH_COMMENT_APART,
};

static const char *refuse_root(const struct sh_layout *layout, const struct step *step)
{
	(void)step;
	if (!layout->drops_caps || sh_is_root_inside(layout->plan))
		return NULL;
	return "the change of root takes capabilities, and in the new root there need be no "
	       "setpriv to take them from the command";
}

const struct step_row step_change_root = {
	.phrase = "change the root to {path}",
	.call = "chroot({path}), then chdir(\"/\")",
	.page = "chroot(2)",
	.c_fails = "chroot({path}) < 0 || chdir(\"/\") < 0",
	.place = SH_LAST,
	.find_refusal = refuse_root,
	.sh = { [SH_LAST] = " --root={path}" },
	.hint = hint_root,
};

/* Whether the plan makes the mounts at one folder private, for a new mount there. */
static bool makes_private(const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == STEP_PROPAGATION && !sh_is_of_all(&plan->steps[i]))
			return true;
	return false;
}

static enum sh_place place_proc(const struct sh_layout *layout, const struct step *step)
{
	(void)step;
	return layout->has_outer || makes_private(layout->plan) ? SH_SHELL : SH_UNSHARE;
}

static void add_proc_option(const struct telling *telling)
{
	text_add(telling->text, " --mount-proc");
	if (strcmp(telling->step->string, "/proc") != 0 ||
	    sh_layout_has(telling->script->layout, SH_LAST))
		pattern_add(telling, "={dir}");
}

const struct step_row step_mount_proc = {
	.phrase = "mount proc on {dir}",
	.call = "mount(\"proc\", {dir}, \"proc\", {safe}, NULL)",
	.page = "proc(5)",
	.rule = "A proc file system shows the PID namespace of who mounts it.",
	.c_fails = "mount(\"proc\", {dir}, \"proc\", {safe}, NULL) < 0",
	.c_parts = PART_MOUNT,
	.find_place = place_proc,
	.sh = { [SH_UNSHARE] = "{option}",
		[SH_SHELL] = "{mount} -t proc -o {safe} proc {dir}{or_exit}" },
	.hint = hint_mount_proc,
	.operands = OPERANDS({ "option", add_proc_option }),
};

/* A format is registered by a write to a file of the mounted binfmt_misc. */
static void add_format(const struct telling *telling)
{
	const struct step *format = plan_find(telling->plan, STEP_LOAD_INTERP);

	if (!format)
		return;
	sh_add_comment(telling->script, telling->script->indent, format);
	pattern_add(telling, "{line}printf %s ");
	pattern_add_string(telling, format->string);
	pattern_add(telling, " >{path}/register{or_exit}");
}

const struct step_row step_mount_binfmt = {
	.phrase = "mount binfmt_misc on {dir}",
	.call = "mount(\"binfmt_misc\", {dir}, \"binfmt_misc\", {safe}, "
		"NULL)",
	.page = "mount(2)",
	.c_fails = "mount(\"binfmt_misc\", {dir}, \"binfmt_misc\",\n"
		   "\t\t  {safe}, NULL) < 0",
	.c_parts = PART_MOUNT,
	.place = SH_SHELL,
	.sh = { [SH_SHELL] =
			"{mount} -t binfmt_misc -o {safe} binfmt_misc {dir}{or_exit}{format}" },
	.hint = hint_mount_binfmt,
	.operands = OPERANDS({ "format", add_format }),
};

/* hostname(1) takes no other names. */
static bool is_plain_hostname(const char *name)
{
	return *name != '-' &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789-.")] == '\0';
}

static const char *refuse_hostname(const struct sh_layout *layout, const struct step *step)
{
	(void)layout;
	return is_plain_hostname(step->string) ? NULL
					       : "hostname takes letters, digits, - and . alone";
}

/* Adds the name so that the tool does not take it for an option. */
static void add_name(const struct telling *telling)
{
	text_add(telling->text, *telling->step->string == '-' ? "-- " : "");
	pattern_add_string(telling, telling->step->string);
}

static const struct operand name[] = {
	{ "name", add_name },
	{ NULL, NULL },
};

const struct step_row step_hostname = {
	.phrase = "set the hostname to {string}",
	.call = "sethostname({string})",
	.page = "sethostname(2)",
	.c_fails = "sethostname({string}, strlen({string})) < 0",
	.place = SH_SHELL,
	.find_refusal = refuse_hostname,
	.sh = { [SH_SHELL] = "{line}hostname {name}{or_exit}" },
	.operands = name,
};

const struct step_row step_domainname = {
	.phrase = "set the domain name to {string}",
	.call = "setdomainname({string})",
	.page = "setdomainname(2)",
	.c_fails = "setdomainname({string}, strlen({string})) < 0",
	.place = SH_SHELL,
	.sh = { [SH_SHELL] = "{line}domainname {name}{or_exit}" },
	.operands = name,
};

const struct step_row step_loopback_up = {
	.phrase = "bring up lo",
	.call = "ioctl(SIOCSIFFLAGS, lo, IFF_UP)",
	.page = "netdevice(7)",
	.rule = "A new network namespace has lo, and it is down.",
	.c_fails = "bring_up_lo() < 0",
	.c_parts = PART_LOOPBACK,
	.place = SH_SHELL,
	.sh = { [SH_SHELL] = "{line}ip link set lo up{or_exit}" },
};

static enum sh_place place_dir(const struct sh_layout *layout, const struct step *step)
{
	(void)step;
	if (plan_find(layout->plan, STEP_CHANGE_ROOT))
		return SH_LAST;
	return layout->has_shell || !layout->has_unshare ? SH_SHELL : SH_UNSHARE;
}

/* With --root, unshare --wd takes the folder as a path from the new root on. */
static void add_folder(const struct telling *telling)
{
	const char *folder = telling->step->string;

	if (!plan_find(telling->plan, STEP_CHANGE_ROOT)) {
		pattern_add_path(telling, folder);
		return;
	}
	text_add(telling->text, *folder == '/' ? "" : "/");
	pattern_add_string(telling, folder);
}

const struct step_row step_change_dir = {
	.phrase = "change the working folder to {path}",
	.call = "openat2({path}, RESOLVE_NO_MAGICLINKS), then fchdir()",
	.page = "chdir(2)",
	.c_fails = "chdir({path}) < 0",
	.find_place = place_dir,
	.sh = { [SH_UNSHARE] = " --wd={folder}",
		[SH_SHELL] = "{line}cd -P {folder}{or_exit}",
		[SH_LAST] = " --wd={folder}" },
	.is_built_in = true,
	.hint = hint_dir,
	.operands = OPERANDS({ "folder", add_folder }),
};
