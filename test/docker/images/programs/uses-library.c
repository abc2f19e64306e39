/* Calls into libwd-storage.so, which exists when it is linked and not where it runs. */
int wd_store(void);
int main(void) { return wd_store(); }
