package dev.tallystick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Origin;
import dev.tallystick.ledger.ProgramItem;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.Tombstone;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Entry;
import dev.tallystick.points.EntryKey;
import dev.tallystick.points.Kind;
import dev.tallystick.points.Life;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Program;
import dev.tallystick.store.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Entries of every kind, as the domain decides them, are events as the schema in the documentation says. */
class EntryEventsTest {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
    private static final String SCHEMA = read("docs/events/tallystick.entry.v1.schema.json");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Origin ORIGIN = new Origin(
            "store-1",
            Channel.IN_STORE,
            "till-3",
            "abcdefghijklmnop",
            "cashier-17",
            LocalDate.parse("2026-11-22"),
            "request",
            "order-1001");

    private final EntryEvents events = new EntryEvents(
            "tallystick-prod",
            new Programs(
                    keys -> Optional.of(ProgramItem.write(keys, Program.shipped())),
                    Duration.ofDays(1),
                    Clock.systemUTC()));
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA, InputFormat.JSON);

    @Test
    void everyKindIsAsTheSchemaSays() {
        List<Map<String, Object>> all = wholeStory().stream().map(events::of).toList();

        assertThat(all.stream().map(event -> event.get("type")).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Kind.values())
                        .map(kind -> "tallystick.entry." + Names.of(kind) + ".v1")
                        .toList());
        assertThat(all).allSatisfy(event -> assertThat(faults(event)).isEmpty());
        assertThat(all.stream().map(event -> event.get("id"))).doesNotHaveDuplicates();
    }

    @Test
    void anEventHasItsEntryAndWhoseAndWhen() {
        LedgerEntry second = wholeStory().get(1);

        assertThat(events.of(second))
                .containsEntry("source", "urn:tallystick:tallystick-prod")
                .containsEntry("subject", Life.MEMBER.value())
                .containsEntry("sequence", "000000000002")
                .containsEntry("time", second.at().toString())
                .containsEntry("correlationid", "order-1001")
                .containsEntry("data", EntryJson.of(second, Program.shipped()))
                .isEqualTo(events.of(second));
    }

    @Test
    void theSequenceOfAMemberSortsAsTextInTheOrderOfItsEntries() {
        assertThat(wholeStory().stream()
                        .map(entry -> String.valueOf(events.of(entry).get("sequence"))))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void theVoidOfWhatHadNotComeIsNobodys() {
        Map<String, Object> event = events.of(tombstone());

        assertThat(faults(event)).isEmpty();
        assertThat(event).containsEntry("type", "tallystick.entry.voided.v1").doesNotContainKeys("subject", "sequence");
    }

    /** The schema would let anything through if it were not closed, or not read. */
    @Test
    void whateverElseIsNotAsTheSchemaSays() throws Json.Malformed {
        String earned = Json.text(events.of(wholeStory().get(1)));
        String closed = Json.text(events.of(tombstone()));
        for (String broken : List.of(
                "{}",
                earned.replace("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\""),
                earned.replace("\"sequence\":\"000000000002\",", ""),
                earned.replace("\"sequence\":\"000000000002\"", "\"sequence\":\"2\""),
                earned.replace("\"seq\":2,", ""),
                earned.replace("\"points\":", "\"name\":\"x\",\"points\":"),
                earned.replace(".v1\"", ".v2\""),
                closed.replace("\"time\":", "\"subject\":\"m-a\",\"time\":"),
                closed.replace("\"points\":0", "\"points\":1"))) {
            assertThat(broken).isNotIn(earned, closed);
            assertThat(schema.validate(broken, InputFormat.JSON)).as(broken).isNotEmpty();
        }
    }

    /** One description of an event: the file is what of the API's document tells of it. */
    @Test
    void theSchemaIsThatOfTheApi() throws Json.Malformed {
        Map<?, ?> document = (Map<?, ?>) Json.parse(SCHEMA.getBytes(StandardCharsets.UTF_8));
        Map<?, ?> schemas = (Map<?, ?>) ((Map<?, ?>)
                        ((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(read("openapi.yaml")))
                                .get("components"))
                .get("schemas");
        Set<String> needed = new HashSet<>();
        List<String> open = new ArrayList<>(List.of("Event"));
        while (!open.isEmpty()) {
            String name = open.removeFirst();
            if (needed.add(name)) {
                assertThat(json(((Map<?, ?>) document.get("$defs")).get(name)))
                        .as(name)
                        .isEqualTo(json(schemas.get(name)).replace("#/components/schemas/", "#/$defs/"));
                Pattern.compile("#/components/schemas/([A-Za-z]+)")
                        .matcher(json(schemas.get(name)))
                        .results()
                        .forEach(found -> open.add(found.group(1)));
            }
        }

        assertThat(document.get("$ref")).isEqualTo("#/$defs/Event");
        assertThat(((Map<?, ?>) document.get("$defs")).keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    private List<String> faults(Map<String, Object> event) {
        return schema.validate(Json.text(event), InputFormat.JSON).stream()
                .map(String::valueOf)
                .toList();
    }

    private static List<LedgerEntry> wholeStory() {
        Life life = new Life(Program.shipped());
        life.wholeStory();
        return life.entries().stream().map(EntryEventsTest::recorded).toList();
    }

    private static LedgerEntry recorded(Entry entry) {
        return new LedgerEntry(entry, ORIGIN, entry.at(), Optional.empty(), Optional.of("refund-17"));
    }

    private static Recorded tombstone() {
        return new Tombstone(
                new EntryKey.Step(new OperationKey(OperationKind.PURCHASE, "store-1", "till-3", "r:1"), 0),
                NOW,
                ORIGIN);
    }

    private static String json(Object value) {
        return Json.text(value);
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
