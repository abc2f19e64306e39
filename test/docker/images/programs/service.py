"""A small service in several states of disrepair; the first argument says which."""
import os
import socket
import sys


class Store:
    def __init__(self, address):
        self.address = address


def env():
    return Store(os.environ["DATABASE_URL"])


def configuration():
    try:
        int("four")
    except ValueError as problem:
        sys.exit(f"invalid configuration value: workers: {problem}")


def attribute():
    store = Store("db:5432")
    return store.conect()


def connect():
    socket.create_connection((os.environ.get("DB_HOST", "127.0.0.1"), 5432), 5)


def hang():
    listener = socket.create_server(("0.0.0.0", int(os.environ.get("PORT", 8080))))
    accepted = []
    while True:
        accepted.append(listener.accept())


{f.__name__: f for f in (env, configuration, attribute, connect, hang)}[sys.argv[1]]()
