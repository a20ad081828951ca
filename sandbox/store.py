"""Where the sandbox keeps what it is told: one table for each kind of record, in SQLite.

A record is a frozen dataclass with an `id`; its fields are the columns. All requests share one
connection and take turns, so a transaction is one request and a check made in it stays true.
Names of tables and columns come from the dataclasses alone; every value is a bound parameter.
"""
# ruff: noqa: S608

import json
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from threading import RLock
from typing import Any, Generic, TypeVar, get_type_hints


@dataclass(frozen=True)
class Record:
    """Anything that a table can hold."""

    id: str


R = TypeVar("R", bound=Record)


class Store:
    """One SQLite database; `path` may be `:memory:`."""

    def __init__(self, path: str) -> None:
        self._lock = RLock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        weakref.finalize(self, self._connection.close)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or none of it if an exception leaves."""
        with self._lock:
            self.run("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.run("ROLLBACK")
                raise
            self.run("COMMIT")

    def run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._connection.close()


class Table(Generic[R]):
    """The records of one kind, oldest first."""

    def __init__(self, store: Store, record: type[R]) -> None:
        self._store, self._record = store, record
        self._name = record.__name__.lower()
        self._hints = get_type_hints(record)
        self._columns = [field.name for field in fields(record)]
        columns = ", ".join("id TEXT UNIQUE" if c == "id" else c for c in self._columns)
        store.run(
            f"CREATE TABLE IF NOT EXISTS {self._name}"
            f" (seq INTEGER PRIMARY KEY AUTOINCREMENT, {columns})"
        )

    def add(self, record: R) -> R:
        """Keep a new record."""
        marks = ", ".join("?" * len(self._columns))
        self._store.run(
            f"INSERT INTO {self._name} ({', '.join(self._columns)}) VALUES ({marks})",
            *self._row(record),
        )
        return record

    def replace(self, record: R) -> R:
        """Overwrite the record that has the same id."""
        columns = ", ".join(f"{name} = ?" for name in self._columns)
        statement = f"UPDATE {self._name} SET {columns} WHERE id = ?"
        self._store.run(statement, *self._row(record), record.id)
        return record

    def remove(self, **where: str) -> None:
        """Drop the records whose columns have these values."""
        self._store.run(f"DELETE FROM {self._name}{_where(where)}", *where.values())

    def get(self, id: str) -> R | None:
        """Return the record with an id."""
        return self.first(id=id)

    def first(self, **where: str) -> R | None:
        """Return the oldest record whose columns have these values."""
        return next(iter(self.all(**where)), None)

    def all(self, **where: str) -> list[R]:
        """Return the records whose columns have these values."""
        return [record for _, record in self.numbered(**where)]

    def numbered(self, **where: str) -> list[tuple[int, R]]:
        """Return the same, each with the number that orders it."""
        rows = self._store.run(
            f"SELECT seq, {', '.join(self._columns)} FROM {self._name}{_where(where)} ORDER BY seq",
            *where.values(),
        )
        return [(row[0], self._read(row[1:])) for row in rows]

    def _row(self, record: R) -> list[object]:
        return [_write(value) for value in asdict(record).values()]

    def _read(self, row: tuple[Any, ...]) -> R:
        values = zip(self._columns, row, strict=True)
        return self._record(**{name: _read(self._hints[name], value) for name, value in values})


def _where(columns: dict[str, str]) -> str:
    return " WHERE " + " AND ".join(f"{name} = ?" for name in columns) if columns else ""


def _write(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict | list) else value


def _read(kind: object, value: Any) -> Any:
    if kind in (str, int, float):
        return value
    return bool(value) if kind is bool else json.loads(value)
