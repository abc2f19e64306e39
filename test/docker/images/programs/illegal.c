/* An instruction that no processor has. */
int main(void) { __builtin_trap(); }
