/*
 * orphans COUNT TIME: makes COUNT processes that PID 1 must reap, and waits until /proc shows no
 * zombie, at most TIME milliseconds. Prints how many zombies there are then.
 */
#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int zombies(void)
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;
	int count = 0;

	while (folder && (entry = readdir(folder))) {
		char path[300], line[512] = "";
		FILE *file;

		snprintf(path, sizeof(path), "/proc/%s/stat", entry->d_name);
		file = atoi(entry->d_name) > 0 ? fopen(path, "re") : NULL;
		if (file && fgets(line, sizeof(line), file))
			count += strstr(line, ") Z ") != NULL;
		if (file)
			fclose(file);
	}
	if (folder)
		closedir(folder);
	return count;
}

int main(int argc, char **argv)
{
	int wanted = argc == 3 ? atoi(argv[1]) : 0, left = -1;
	int time = argc == 3 ? atoi(argv[2]) : 0;

	for (int i = 0; i < wanted; i++) {
		pid_t child = fork();

		if (child == 0)
			_exit(fork() < 0 ? 1 : 0);
		if (child < 0 || waitpid(child, NULL, 0) < 0)
			return 1;
	}
	while ((left = zombies()) > 0 && time > 0)
		time -= 10 + poll(NULL, 0, 10);
	printf("%d\n", left);
	return 0;
}
