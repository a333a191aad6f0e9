/* empty-argv PROGRAM: executes it with an empty argv. Since Linux 5.18 it gets an empty argv[0]. */
#include <unistd.h>

int main(int argc, char **argv)
{
	char *const none[] = { NULL };

	if (argc > 1)
		execve(argv[1], none, none);
	return 98;
}
