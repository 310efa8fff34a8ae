package dev.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.ledger.Books;
import dev.tallystick.ledger.Erasures;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKind;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Devices in their table, where others change them too and members are erased. */
class DeviceStoreTest {

    private final Books books = Books.open();
    private final DeviceStore store = new DeviceStore(books.database, LocalTables.TABLES);
    private final MemberId member = books.enrol(null);

    @Test
    void whatIsAddedIsThere() {
        assertThat(store.find(member)).isEqualTo(Devices.NONE);

        assertThat(add(member, "first")).isTrue();
        assertThat(add(member, "second")).isTrue();

        assertThat(store.find(member).links()).extracting(Devices.Link::id).containsExactly("first", "second");
        assertThat(store.find(member).version()).isEqualTo(2);
    }

    @Test
    void nothingIsAddedForWhoeverThereIsNot() {
        MemberId nobody = new MemberId("m-" + "n".repeat(24));

        assertThat(add(nobody, "link")).isFalse();
        assertThat(isThere(nobody)).isFalse();
    }

    @Test
    void whatComesWhileTheMemberIsErasedIsNotLeftBehind() {
        assertThat(store.add(member, before -> {
                    erase();
                    return before.withLink(link("late"), Books.NOW);
                }))
                .isFalse();

        assertThat(isThere(member)).isFalse();
    }

    @Test
    void whatWasThereWhenTheMemberWasErasedIsGoneAndComesToNothing() {
        assertThat(add(member, "link")).isTrue();

        boolean changed = store.change(member, before -> {
            erase();
            return before.changed("link", Devices.Session.begun("phone", Books.NOW), Books.NOW)
                    .map(after -> new DeviceStore.Change<>(after, true))
                    .orElseGet(() -> new DeviceStore.Change<>(before, false));
        });

        assertThat(changed).isFalse();
        assertThat(isThere(member)).isFalse();
    }

    @Test
    void linksThatComeAtOnceAreAllThere() {
        boolean added = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> add(member, "link-" + i))
                .allMatch(done -> done);

        assertThat(added).isTrue();
        assertThat(store.find(member).links()).hasSize(8);
    }

    private boolean add(MemberId whose, String link) {
        return store.add(whose, before -> before.withLink(link(link), Books.NOW));
    }

    private static Devices.Link link(String id) {
        return new Devices.Link(id, Books.NOW.plus(Duration.ofMinutes(15)));
    }

    private void erase() {
        Erasures erasures = new Erasures(books.store, books.directory, books.programs, () -> Books.NOW);
        assertThat(erasures.erase(
                        member,
                        Books.request(OperationKind.ENROLMENT, null, Books.freshId(), "erase")
                                .origin()))
                .isTrue();
    }

    private boolean isThere(MemberId whose) {
        return books.database
                .get(LocalTables.TABLES.members(), Keys.devices(whose.value()))
                .isPresent();
    }
}
