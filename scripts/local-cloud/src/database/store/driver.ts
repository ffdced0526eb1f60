import { DatabaseSync } from '@photostructure/sqlite';

/** What a column holds. */
export type Cell = null | number | string | Uint8Array;

/** A prepared statement; rows are arrays of cells. */
export interface Statement {
  run(...parameters: Cell[]): { changes: number; rowid: number };
  get(...parameters: Cell[]): Cell[] | undefined;
  all(...parameters: Cell[]): Cell[][];
}

/** The few calls that the engine makes of SQLite; another driver of the same file format fits behind it. */
export interface Driver {
  /** Prepares a statement, or finds it prepared. */
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

/**
 * Opens a database file in WAL mode. A commit is on the disk when it returns (synchronous FULL).
 * @param readOnly for a second connection that only reads
 */
export function openDriver(file: string, readOnly = false): Driver {
  const connection = new DatabaseSync(file, { readOnly, timeout: 5000 });
  if (!readOnly) {
    connection.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    connection.exec('PRAGMA wal_autocheckpoint = 1000; PRAGMA fullfsync = 1;');
  }
  connection.exec('PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY;');
  const statements = new Map<string, Statement>();

  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const prepared = connection.prepare(sql);
      prepared.setReturnArrays(true);
      const statement: Statement = {
        run(...parameters) {
          const { changes, lastInsertRowid } = prepared.run(...parameters);
          return { changes, rowid: Number(lastInsertRowid) };
        },
        get: (...parameters) => prepared.get(...parameters) as Cell[] | undefined,
        all: (...parameters) => prepared.all(...parameters) as Cell[][],
      };
      statements.set(sql, statement);
      return statement;
    },
    exec: (sql) => connection.exec(sql),
    close() {
      statements.clear();
      connection.close();
    },
  };
}
