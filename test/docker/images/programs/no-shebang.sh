echo a script that does not say what runs it
