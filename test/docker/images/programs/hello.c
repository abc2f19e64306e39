/* Linked dynamically: says hello where a loader and a C library are. */
#include <stdio.h>
int main(void) { puts("hello"); return 0; }
