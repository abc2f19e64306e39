/* An assertion fails: it says which, and the C library aborts. */
#include <assert.h>
int main(int argc, char **argv) { (void)argv; assert(argc > 9); return 0; }
