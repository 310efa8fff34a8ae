package dev.tallystick.api;

import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.Tombstone;
import dev.tallystick.store.Sha256;
import java.util.Map;

/**
 * Entries as events: CloudEvents 1.0 in JSON, structured mode, with the extensions {@code sequence} and {@code correlationid}.
 * One entry is always the same event, whoever makes it and however often. The schema is in {@code docs/events}.
 */
public final class EntryEvents {

    private static final int ID_LENGTH = 32;

    private final String source;
    private final Programs programs;

    /** @param installation of whose ledger these are; an id is unique within it */
    public EntryEvents(String installation, Programs programs) {
        this.source = "urn:tallystick:" + installation;
        this.programs = programs;
    }

    /** The event of an entry. */
    public Map<String, Object> of(Recorded recorded) {
        return switch (recorded) {
            case LedgerEntry entry ->
                event(
                        entry,
                        new JsonObject()
                                .with("subject", entry.entry().member().value())
                                .with(
                                        "sequence",
                                        "%012d".formatted(entry.entry().seq())),
                        EntryJson.of(entry, programs.of(entry)));
            case Tombstone tombstone -> event(tombstone, new JsonObject(), EntryJson.of(tombstone));
        };
    }

    private Map<String, Object> event(Recorded recorded, JsonObject member, Map<String, Object> data) {
        return new JsonObject()
                .with("specversion", "1.0")
                .with("id", Sha256.hex(recorded.entryId()).substring(0, ID_LENGTH))
                .with("source", source)
                .with("type", "tallystick.entry.%s.v1".formatted(data.get("kind")))
                .withAll(member.build())
                .with("time", recorded.at().toString())
                .with("datacontenttype", "application/json")
                .with("correlationid", recorded.origin().correlationId())
                .with("data", data)
                .build();
    }
}
