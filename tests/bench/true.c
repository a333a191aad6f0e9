/* The command that the benchmark runs: the least that a process can do. */
int main(void)
{
	return 0;
}
