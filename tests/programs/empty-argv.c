/* empty-argv PROGRAM: executes it with an argv of no words (Linux 5.18 puts an empty one there). */
#include <unistd.h>

int main(int argc, char **argv)
{
	char *const none[] = { NULL };

	if (argc > 1)
		execve(argv[1], none, none);
	return 98;
}
