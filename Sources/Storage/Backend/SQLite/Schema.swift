/// The tables of a store, format 1.
enum Schema {
  /// `SO` and the format's family, in the header of the database file.
  static let applicationID: Int32 = 0x534F_5354
  static let format: Int64 = 1

  /// Everything in clear here is random, counted, timed, hashed with a key, or a public key.
  static let statements = """
    CREATE TABLE store (
      id TEXT PRIMARY KEY, format INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE epochs (
      number INTEGER PRIMARY KEY, commitment BLOB NOT NULL
    ) STRICT;
    CREATE TABLE members (
      id TEXT PRIMARY KEY, role TEXT NOT NULL, state TEXT NOT NULL, recipient TEXT NOT NULL,
      signer BLOB, claim BLOB, epoch INTEGER NOT NULL, label BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE wraps (
      epoch INTEGER NOT NULL, member TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (epoch, member)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE records (
      serial INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
      epoch INTEGER NOT NULL, parent TEXT, state TEXT NOT NULL, due INTEGER,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, index_hash BLOB NOT NULL, sealed BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX records_by_id ON records (kind, id);
    CREATE INDEX records_by_state ON records (kind, state);
    CREATE INDEX records_by_parent ON records (parent, kind) WHERE parent IS NOT NULL;
    CREATE INDEX records_by_due ON records (kind, due) WHERE due IS NOT NULL;
    CREATE TABLE cards (
      kind TEXT NOT NULL, serial INTEGER NOT NULL, id TEXT NOT NULL, epoch INTEGER NOT NULL,
      sealed BLOB NOT NULL, PRIMARY KEY (kind, serial)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lookups (
      lookup TEXT NOT NULL, digest BLOB NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
      PRIMARY KEY (lookup, digest, kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lookups_by_id ON lookups (kind, id);
    CREATE TABLE objects (
      object TEXT PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
      epoch INTEGER NOT NULL, sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX objects_by_id ON objects (kind, id);
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, actor TEXT NOT NULL, epoch INTEGER NOT NULL,
      action TEXT NOT NULL, subject_kind TEXT, subject_id TEXT, effect TEXT NOT NULL, record_hash BLOB,
      statement BLOB, details BLOB, hash BLOB NOT NULL, signature BLOB NOT NULL
    ) STRICT;
    CREATE INDEX events_by_subject ON events (subject_kind, subject_id) WHERE subject_id IS NOT NULL;
    CREATE INDEX events_with_effect ON events (subject_kind, subject_id) WHERE effect <> 'none';
    CREATE INDEX events_with_statement ON events (seq) WHERE statement IS NOT NULL;
    """
}
