/* What each step is in a shell script: an option of the tool that does it, or lines. */
#include "sh_steps.h"

#include <signal.h>
#include <string.h>

#include "ask/options.h"
#include "base/signals.h"
#include "tell/words.h"

void sh_add(const struct script *script, const char *string)
{
	text_add(script->text, string);
}

void sh_add_number(const struct script *script, const char *before, uint64_t number)
{
	sh_add(script, before);
	text_add_number(script->text, number);
}

void sh_add_word(const struct script *script, const char *before, const char *word)
{
	sh_add(script, before);
	text_add_sh_word(script->text, word);
}

/* A relative path is then none of an option's name, and nothing for CDPATH. */
static void add_path(const struct script *script, const char *before, const char *path)
{
	sh_add(script, before);
	sh_add_word(script, *path == '/' ? "" : "./", path);
}

/* A path inside the new root, as it is where the step is done. */
static void add_inner_path(const struct script *script, const char *before, const char *path)
{
	const struct step *root = sh_find(script->plan, STEP_CHANGE_ROOT);

	if (!root) {
		add_path(script, before, path);
		return;
	}
	sh_add(script, before);
	if (sh_layout_has(script->layout, SH_LAST) && strcmp(root->string, "/") != 0)
		add_path(script, "", root->string);
	sh_add_word(script, *path == '/' ? "" : "/", path);
}

/* A line of inner's shell. */
void sh_begin_line(const struct script *script, const char *command)
{
	sh_add(script, script->indent);
	sh_add(script, command);
}

void sh_end_line(const struct script *script)
{
	sh_add(script, " || exit 125\n");
}

void sh_add_note(const struct script *script, const char *note)
{
	sh_begin_line(script, "# ");
	sh_add(script, note);
	sh_add(script, "\n");
}

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* In the word that inner's shell is in, the phrase has double quotes. An apostrophe is none. */
void sh_add_comment(const struct script *script, const char *indent, const struct step *step)
{
	struct text phrase = { .fd = -1 };

	text_add(&phrase, step->actor == ACTOR_OUTER ? "# outer: " : "# inner: ");
	step_describe(&phrase, script->plan, step);
	step_add_causes(&phrase, script->plan, step);
	for (size_t i = 1; i < phrase.length && script->text->is_sh; i++)
		if (phrase.bytes[i] == '\'' &&
		    !(is_letter(phrase.bytes[i - 1]) && is_letter(phrase.bytes[i + 1])))
			phrase.bytes[i] = '"';
	sh_add(script, indent);
	sh_add(script, text_string(&phrase));
	sh_add(script, "\n");
}

/* unshare makes every mount private by itself. */
static void add_kinds(const struct script *script, namespace_set set)
{
	const struct step *propagation = sh_find(script->plan, STEP_PROPAGATION);

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!(set & namespace_bit(kind)) ||
		    (kind == NAMESPACE_PID && script->layout->has_late_pid))
			continue;
		sh_add(script, " ");
		sh_add(script, options_spelling(namespace_option(kind)));
		for (size_t i = 0; i < script->plan->count; i++)
			if (script->plan->steps[i].kind == STEP_KEEP &&
			    script->plan->steps[i].keep.kind == kind &&
			    script->layout->places[i] == SH_UNSHARE)
				add_path(script, "=", script->plan->steps[i].keep.file);
	}
	if (set & namespace_bit(NAMESPACE_MOUNT) && !(propagation && sh_is_of_all(propagation)))
		sh_add(script, " --propagation=unchanged");
}

static void add_ranges(const struct script *script, const struct id_map *map, const char *first,
		       const char *next)
{
	for (size_t i = 0; i < map->count; i++) {
		sh_add_number(script, i ? next : first, map->ranges[i].inside);
		sh_add_number(script, " ", map->ranges[i].outside);
		sh_add_number(script, " ", map->ranges[i].count);
	}
}

/* The kernel takes a map in one write(2), and bash's printf makes one of each line. */
static void add_outer_map(const struct script *script, const struct id_map *map, const char *file)
{
	bool is_one = map->count == 1;

	if (is_one)
		add_ranges(script, map, "\techo \"", "");
	sh_add(script, is_one ? "\" >\"/proc/$pid/" : "\tcat >\"/proc/$pid/");
	sh_add(script, file);
	sh_add(script, is_one ? "\" || exit\n" : "\" <<-END || exit\n");
	if (is_one)
		return;
	add_ranges(script, map, "\t\t", "\n\t\t");
	sh_add(script, "\n\tEND\n");
}

static bool is_own_map(const struct script *script, enum step_kind kind)
{
	const struct step *step = sh_find(script->plan, kind);

	return step && step->actor == ACTOR_INNER;
}

/* One id, the caller's. */
static void add_own_map(const struct script *script, bool is_gid)
{
	const struct id_range *uid = script->plan->uids.ranges, *gid = script->plan->gids.ranges;
	bool is_pair = is_own_map(script, STEP_MAP_GID) && is_own_map(script, STEP_MAP_UID);
	const char *pair = NULL;

	if (is_pair && uid->inside == 0 && gid->inside == 0)
		pair = " --map-root-user";
	else if (is_pair && uid->inside == uid->outside && gid->inside == gid->outside)
		pair = " --map-current-user";
	if (!pair)
		sh_add_number(script, is_gid ? " --map-group=" : " --map-user=",
			      is_gid ? gid->inside : uid->inside);
	else if (is_gid)
		sh_add(script, pair);
}

static void add_mappers(const struct script *script, const struct step *step)
{
	if (step->mappers.gids) {
		add_ranges(script, &script->plan->gids, "\tnewgidmap \"$pid\" ", " ");
		sh_add(script, " || exit\n");
	}
	if (step->mappers.uids) {
		add_ranges(script, &script->plan->uids, "\tnewuidmap \"$pid\" ", " ");
		sh_add(script, " || exit\n");
	}
}

void sh_add_file(const struct script *script, const struct step *keep)
{
	add_path(script, "[ -e ", keep->keep.file);
	add_path(script, " ] || touch ", keep->keep.file);
}

static void add_outer_keep(const struct script *script, const struct step *step)
{
	sh_add(script, "\t");
	sh_add_file(script, step);
	sh_add(script, " || exit\n\tmount --bind \"/proc/$pid/ns/");
	sh_add(script, namespace_table[step->keep.kind].file);
	add_path(script, "\" ", step->keep.file);
	sh_add(script, " || exit\n");
}

static void add_seconds(const struct script *script, const char *option, int64_t seconds)
{
	if (seconds == 0)
		return;
	sh_add(script, option);
	sh_add_number(script, seconds < 0 ? "-" : "", (uint64_t)(seconds < 0 ? -seconds : seconds));
}

/* mount(8) gives up the rights that it has where it is not uid 0 and could be. */
static void begin_mount(const struct script *script, const char *words)
{
	bool is_another = script->layout->keeps_caps && ranges_have_inside(&script->plan->uids, 0);

	sh_begin_line(script, is_another ? "setpriv --reuid=0 mount " : "mount ");
	sh_add(script, words);
}

static void add_propagation(const struct script *script, const struct step *step)
{
	static const char *const names[] = {
		[PROPAGATION_PRIVATE] = "private",
		[PROPAGATION_SLAVE] = "slave",
		[PROPAGATION_SHARED] = "shared",
		[PROPAGATION_UNCHANGED] = "unchanged",
	};
	const char *name = names[step->mounts.propagation];

	if (!sh_is_of_all(step)) {
		begin_mount(script, "--make-r");
		sh_add(script, name);
		add_inner_path(script, " ", step->mounts.where);
		sh_end_line(script);
	} else if (step->mounts.propagation != PROPAGATION_PRIVATE) {
		sh_add(script, " --propagation=");
		sh_add(script, name);
	}
}

static void add_mount(const struct script *script, const char *type, const char *dir)
{
	begin_mount(script, "-t ");
	sh_add(script, type);
	sh_add(script, " -o nosuid,nodev,noexec ");
	sh_add(script, type);
	add_inner_path(script, " ", dir);
	sh_end_line(script);
}

static void add_proc(const struct script *script, const struct step *step, enum sh_place place)
{
	if (place == SH_SHELL)
		add_mount(script, "proc", step->string);
	else if (strcmp(step->string, "/proc") == 0 && !sh_layout_has(script->layout, SH_LAST))
		sh_add(script, " --mount-proc");
	else
		add_inner_path(script, " --mount-proc=", step->string);
}

/* What is mounted can be registered in. */
static void add_binfmt(const struct script *script, const char *dir)
{
	const struct step *format = sh_find(script->plan, STEP_LOAD_INTERP);

	add_mount(script, "binfmt_misc", dir);
	if (!format)
		return;
	sh_add_comment(script, script->indent, format);
	sh_begin_line(script, "printf %s");
	sh_add_word(script, " ", format->string);
	add_path(script, " >", dir);
	sh_add(script, "/register");
	sh_end_line(script);
}

static void add_name(const struct script *script, const char *command, const char *name)
{
	sh_begin_line(script, command);
	sh_add_word(script, *name == '-' ? " -- " : " ", name);
	sh_end_line(script);
}

/* The kernel gives the number behind the last one, which is another where tools have been. */
static void add_init(const struct script *script)
{
	bool is_next = true;

	for (size_t i = 0; i < script->plan->count; i++)
		if (script->layout->places[i] == SH_SHELL &&
		    script->plan->steps[i].kind != STEP_CHANGE_DIR &&
		    script->plan->steps[i].kind != STEP_INIT)
			is_next = false;
	if (is_next)
		return;
	sh_add_note(script, "the command is PID 2, as if nothing had been before");
	sh_begin_line(script, "{ echo 1 >/proc/sys/kernel/ns_last_pid; } 2>/dev/null\n");
}

static void add_death_signal(const struct script *script, int signal, enum sh_place place)
{
	bool is_plain = place == SH_UNSHARE && signal == SIGKILL;

	sh_add(script, place == SH_UNSHARE ? " --kill-child" : " --pdeathsig");
	if (is_plain)
		return;
	sh_add(script, "=");
	signals_add_name(script->text, signal);
}

static void add_dir(const struct script *script, const char *dir, enum sh_place place)
{
	if (place == SH_SHELL) {
		sh_begin_line(script, "cd -P ");
		add_path(script, "", dir);
		sh_end_line(script);
	} else if (sh_find(script->plan, STEP_CHANGE_ROOT)) {
		sh_add_word(script, *dir == '/' ? " --wd=" : " --wd=/", dir);
	} else {
		add_path(script, " --wd=", dir);
	}
}

/* What the step adds at its place: options, or lines. */
void sh_add_step(const struct script *script, const struct step *step)
{
	enum sh_place place = script->layout->places[step - script->plan->steps];

	switch (step->kind) {
	case STEP_WATCH_PARENT:
		sh_add(script, " --pdeathsig=SIGKILL");
		return;
	case STEP_CLONE:
		add_kinds(script, plan_kinds(script->plan));
		sh_add(script, " --fork");
		return;
	case STEP_UNSHARE:
		if (!plan_forks(script->plan))
			add_kinds(script, step->namespaces);
		return;
	case STEP_DEATH_SIGNAL:
		add_death_signal(script, step->signal, place);
		return;
	case STEP_SETGROUPS:
		/* --map-group denies by itself. */
		if (!is_own_map(script, STEP_MAP_GID))
			sh_add(script, step->allow ? " --setgroups=allow" : " --setgroups=deny");
		return;
	case STEP_MAP_GID:
		if (place == SH_OUTER)
			add_outer_map(script, &script->plan->gids, "gid_map");
		else
			add_own_map(script, true);
		return;
	case STEP_MAP_UID:
		if (place == SH_OUTER)
			add_outer_map(script, &script->plan->uids, "uid_map");
		else
			add_own_map(script, false);
		return;
	case STEP_RUN_MAPPERS:
		add_mappers(script, step);
		return;
	case STEP_CLOCKS:
		add_seconds(script, " --monotonic=", step->clocks.monotonic.seconds);
		add_seconds(script, " --boottime=", step->clocks.boottime.seconds);
		return;
	case STEP_KEEP:
		if (place == SH_OUTER)
			add_outer_keep(script, step);
		return;
	case STEP_PROPAGATION:
		add_propagation(script, step);
		return;
	case STEP_CHANGE_ROOT:
		add_path(script, " --root=", step->string);
		return;
	case STEP_MOUNT_PROC:
		add_proc(script, step, place);
		return;
	case STEP_MOUNT_BINFMT:
		add_binfmt(script, step->string);
		return;
	case STEP_HOSTNAME:
		add_name(script, "hostname", step->string);
		return;
	case STEP_DOMAINNAME:
		add_name(script, "domainname", step->string);
		return;
	case STEP_LOOPBACK_UP:
		sh_begin_line(script, "ip link set lo up");
		sh_end_line(script);
		return;
	case STEP_CHANGE_DIR:
		add_dir(script, step->string, place);
		return;
	case STEP_INIT:
		add_init(script);
		return;
	case STEP_CLEAR_INHERITABLE:
		sh_add(script, " --inh-caps=-all");
		return;
	case STEP_DROP_GROUPS:
		sh_add(script, place == SH_SETPRIV ? " --clear-groups" : "");
		return;
	case STEP_SETGID:
		sh_add_number(script, place == SH_SETPRIV ? " --regid=" : " --setgid=", step->id);
		if (!sh_find(script->plan, STEP_DROP_GROUPS))
			sh_add(script, " --keep-groups");
		return;
	case STEP_SETUID:
		sh_add_number(script, place == SH_SETPRIV ? " --reuid=" : " --setuid=", step->id);
		return;
	case STEP_AMBIENT_CAPS:
		sh_add(script, place == SH_SETPRIV ? " --inh-caps=+all --ambient-caps=+all"
						   : " --keep-caps");
		return;
	case STEP_HELPER:
	case STEP_LOAD_INTERP:
	case STEP_NOTE_STATUS:
	case STEP_RETAIN_CAPS:
	case STEP_CLEAR_ENV:
	case STEP_EDIT_ENV:
	case STEP_LISTEN_PID:
	case STEP_NEW_SESSION:
	case STEP_CLOSE_FDS:
	case STEP_EXEC:
	case STEP_WAIT:
		return;
	}
}
