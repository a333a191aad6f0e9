/* The controlling terminal. */
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "system/sigstate.h"

/* Opens /dev/tty. Where there is no such file, takes the first standard fd that is the terminal.
 * ENXIO says that the process has no terminal. */
static int find_terminal(void)
{
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

	/* A plain file may stand there, in a container or a chroot. */
	if (fd >= 0 && tcgetpgrp(fd) < 0) {
		close(fd);
		fd = -1;
	}
	for (int standard = 0; standard < 3 && fd < 0 && errno != ENXIO; standard++)
		if (tcgetpgrp(standard) > 0)
			fd = fcntl(standard, F_DUPFD_CLOEXEC, 3);
	return fd;
}

void terminal_open(struct terminal *terminal)
{
	terminal->fd = find_terminal();
	terminal->holder = 0;
	if (terminal->fd < 0)
		return;
	terminal->is_known = tcgetattr(terminal->fd, &terminal->settings) == 0;
	terminal->is_foreground = tcgetpgrp(terminal->fd) == getpgrp();
}

/* A process in the background that changes the terminal is stopped by SIGTTOU, unless it blocks
 * that signal, tcsetpgrp(3). */
static void block_ttou(sigset_t *before)
{
	sigset_t ttou;

	sigemptyset(&ttou);
	sigaddset(&ttou, SIGTTOU);
	signals_mask(SIG_BLOCK, &ttou, before);
}

static void give_foreground_to(const struct terminal *terminal, pid_t group)
{
	sigset_t before;

	block_ttou(&before);
	tcsetpgrp(terminal->fd, group);
	signals_mask(SIG_SETMASK, &before, NULL);
}

static void put_settings(const struct terminal *terminal, const struct termios *settings)
{
	sigset_t before;

	block_ttou(&before);
	tcsetattr(terminal->fd, TCSANOW, settings);
	signals_mask(SIG_SETMASK, &before, NULL);
}

/* While the job is in the foreground, only its own processes can have given the terminal to another
 * group: the shell takes it back when nsrun has stopped. */
void terminal_stop(struct terminal *terminal, bool saves_settings)
{
	pid_t group = terminal->fd < 0 ? -1 : tcgetpgrp(terminal->fd);

	terminal->holder = terminal->is_foreground && group > 1 && group != getpgrp() ? group : 0;
	terminal->is_saved = saves_settings && terminal->is_foreground && terminal->is_known &&
			     tcgetattr(terminal->fd, &terminal->saved) == 0;
	if (terminal->is_saved)
		put_settings(terminal, &terminal->settings);
}

bool terminal_resume(struct terminal *terminal)
{
	if (terminal->fd < 0)
		return false;
	terminal->is_foreground = tcgetpgrp(terminal->fd) == getpgrp();
	if (!terminal->is_foreground)
		return false;
	if (terminal->is_saved)
		put_settings(terminal, &terminal->saved);
	if (terminal->holder) {
		give_foreground_to(terminal, terminal->holder);
		kill(-terminal->holder, SIGCONT);
	}
	return terminal->is_saved;
}

/* For a command that was killed before it could do this itself. TCSANOW, which does not wait for
 * the output: that may be held up for good, as by ^S. */
static void restore_settings(const struct terminal *terminal)
{
	struct termios now;

	if (!terminal->is_known || tcgetpgrp(terminal->fd) != getpgrp() ||
	    tcgetattr(terminal->fd, &now) < 0)
		return;
	if (now.c_iflag == terminal->settings.c_iflag &&
	    now.c_oflag == terminal->settings.c_oflag &&
	    now.c_lflag == terminal->settings.c_lflag &&
	    now.c_cflag == terminal->settings.c_cflag &&
	    memcmp(now.c_cc, terminal->settings.c_cc, sizeof(now.c_cc)) == 0)
		return;
	put_settings(terminal, &terminal->settings);
}

/* An interactive shell makes its own group the foreground group. As a PID 1 it cannot give the
 * terminal back at its end, since the caller's group has no number in its PID namespace; so nsrun
 * takes it back. It does so only if the foreground group is the command's or has no members any
 * more: a group with members is somebody else's job. */
void terminal_close(struct terminal *terminal, pid_t command, bool was_killed)
{
	pid_t own = getpgrp(), group;

	if (terminal->fd < 0)
		return;
	group = tcgetpgrp(terminal->fd);
	if (group > 1 && group != own &&
	    (group == command ||
	     (terminal->is_foreground && kill(-group, 0) < 0 && errno == ESRCH)))
		give_foreground_to(terminal, own);
	if (was_killed)
		restore_settings(terminal);
	close(terminal->fd);
	terminal->fd = -1;
}
