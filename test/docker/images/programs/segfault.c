/* Writes where nothing is mapped. */
int main(void) { *(volatile int *)0 = 1; return 0; }
