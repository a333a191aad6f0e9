/* The command that the benchmark starts: it does as little as a process can. */
int main(void)
{
	return 0;
}
