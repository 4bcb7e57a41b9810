extension TableLayout {
  /// The tables of the kinds that tools print, by schema.
  static let known: [String: [Column]] = [
    "so.patient/1": [
      Column(title: "ID", key: "id"),
      Column(title: "FAMILY", key: "family", masking: .initial, isFlexible: true),
      Column(title: "GIVEN", key: "given", masking: .initial, isFlexible: true),
      Column(title: "BORN", key: "birth_date", masking: .hidden),
      Column(title: "MRN", key: "mrn", masking: .ending),
      Column(title: "DOCS", key: "documents", isNumber: true),
    ],
    "so.document/1": [
      Column(title: "ID", key: "id"),
      Column(title: "STATE", key: "state"),
      Column(title: "CATEGORY", key: "category"),
      Column(title: "SIZE", key: "size", isNumber: true),
      Column(title: "NAME", key: "name", masking: .initial, isFlexible: true),
      Column(title: "ERROR", key: "error.code"),
    ],
    "so.record/1": [
      Column(title: "ID", key: "id"),
      Column(title: "TYPE", key: "type"),
      Column(title: "CREATED", key: "created_at"),
      Column(title: "WARNINGS", key: "warnings", isFlexible: true),
    ],
    "so.appointment/1": [
      Column(title: "ID", key: "id"),
      Column(title: "START", key: "local_start"),
      Column(title: "MIN", key: "minutes", isNumber: true),
      Column(title: "STATUS", key: "status"),
    ],
    "so.record-type/1": [
      Column(title: "TYPE", key: "type"),
      Column(title: "MAKES FOLDER", key: "creates_folder"),
      Column(title: "ALSO MAKES", key: "also_creates"),
      Column(title: "COMMAND", key: "command", isFlexible: true),
    ],
    "so.carrier/1": [
      Column(title: "ID", key: "id"),
      Column(title: "NAME", key: "name", isFlexible: true),
      Column(title: "GATEWAY", key: "gateway"),
      Column(title: "STATUS", key: "status"),
      Column(title: "ENDS", key: "ends_on"),
    ],
    "so.phone-test/1": [
      Column(title: "NUMBER", key: "number", masking: .ending),
      Column(title: "ROUTE", key: "route"),
      Column(title: "STATUS", key: "status"),
      Column(title: "CODE", key: "code"),
    ],
    "so.contact/1": [
      Column(title: "NAME", key: "name", isFlexible: true),
      Column(title: "EMAIL", key: "email", isFlexible: true),
      Column(title: "FINGERPRINT", key: "fingerprint"),
    ],
    "so.container/1": [
      Column(title: "ID", key: "id"),
      Column(title: "DOCS", key: "documents", isNumber: true),
      Column(title: "SIZE", key: "size", isNumber: true),
      Column(title: "FILE", key: "path", isFlexible: true),
    ],
    "so.backup/1": [
      Column(title: "CONTAINER", key: "container_id"),
      Column(title: "OBJECTS", key: "objects", isNumber: true),
      Column(title: "SIZE", key: "size", isNumber: true),
      Column(title: "FILE", key: "path", isFlexible: true),
    ],
    "so.entry/1": [
      Column(title: "KIND", key: "kind"),
      Column(title: "CATEGORY", key: "category"),
      Column(title: "SIZE", key: "size", isNumber: true),
      Column(title: "TYPE", key: "media_type", isFlexible: true),
      Column(title: "NAME", key: "name", masking: .initial, isFlexible: true),
    ],
    "so.verification/1": [
      Column(title: "SIGNATURE", key: "signature"),
      Column(title: "ENTRIES", key: "entries", isNumber: true),
      // Never cut: a person compares it.
      Column(title: "SIGNER", key: "signer"),
      Column(title: "CONTAINER", key: "container_id", isFlexible: true),
    ],
    "so.inspection/1": [
      Column(title: "SIZE", key: "size", isNumber: true),
      Column(title: "CONTENT", key: "content_size", isNumber: true),
      Column(title: "SEALED TO", key: "stanzas", isFlexible: true),
    ],
    "so.store/1": [
      Column(title: "STORE", key: "id"),
      Column(title: "PATH", key: "path", isFlexible: true),
      Column(title: "RECOVERY", key: "has_recovery_recipient"),
    ],
    "so.member/1": [
      Column(title: "MEMBER", key: "id"),
      Column(title: "ROLE", key: "role"),
      Column(title: "ACTIVE", key: "active"),
      Column(title: "LABEL", key: "label", isFlexible: true),
      Column(title: "RECIPIENT", key: "recipient", isFlexible: true),
    ],
    "so.member-removal/1": [
      Column(title: "REMOVED", key: "member_id"),
      Column(title: "LABEL", key: "label", isFlexible: true),
      Column(title: "EPOCH", key: "epoch", isNumber: true),
      Column(title: "RECORDS", key: "records", isNumber: true),
      Column(title: "OLD OBJECTS", key: "old_objects", isNumber: true),
    ],
    "so.audit/1": [
      Column(title: "OK", key: "ok"),
      Column(title: "EVENTS", key: "events", isNumber: true),
      Column(title: "RECORDS", key: "records", isNumber: true),
      Column(title: "OBJECTS", key: "objects", isNumber: true),
      Column(title: "PROBLEMS", key: "problems", isNumber: true),
      Column(title: "HEAD", key: "head", isFlexible: true),
    ],
    "so.audit-problem/1": [
      Column(title: "PROBLEM", key: "error.code"),
      Column(title: "EVENT", key: "seq", isNumber: true),
      Column(title: "SUBJECT", key: "subject.id"),
      Column(title: "MESSAGE", key: "error.message", isFlexible: true),
    ],
    "so.download/1": [
      Column(title: "ID", key: "id"),
      Column(title: "SIZE", key: "size", isNumber: true),
      Column(title: "FILE", key: "path", isFlexible: true),
    ],
    "so.transfer/1": [
      Column(title: "ID", key: "id"),
      Column(title: "STATE", key: "state"),
      Column(title: "SIZE", key: "size", isNumber: true),
      Column(title: "UPDATED", key: "states.at", isFlexible: true),
      Column(title: "ERROR", key: "error.code"),
    ],
    "so.event/1": [
      Column(title: "SEQ", key: "seq", isNumber: true),
      Column(title: "TIME", key: "time"),
      Column(title: "ACTOR", key: "actor", isFlexible: true),
      Column(title: "ACTION", key: "action"),
      Column(title: "SUBJECT", key: "subject.id", isFlexible: true),
    ],
    "so.setting/1": [
      Column(title: "KEY", key: "key"),
      Column(title: "VALUE", key: "value", isFlexible: true),
    ],
    "so.host-key/1": [
      Column(title: "HOST", key: "host"),
      Column(title: "TYPE", key: "type"),
      Column(title: "FINGERPRINT", key: "fingerprint"),
    ],
  ]
}
