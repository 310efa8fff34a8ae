package dev.tallystick.wallet;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.Optional;
import java.util.function.Function;

/** Keeps devices: each change is one conditional write on what was read. */
final class DeviceStore {

    private final Database database;
    private final String table;

    DeviceStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.members();
    }

    /** What a change comes to: the devices as they then are, or as they were, and what to say. */
    record Change<T>(Devices devices, T outcome) {}

    /** As every change before has left them. */
    Devices find(MemberId member) {
        return database.get(table, Keys.devices(member.value()))
                .map(DevicesItem::read)
                .orElse(Devices.NONE);
    }

    /** Changes them; what to change is decided anew where somebody else was quicker. */
    <T> T change(MemberId member, Function<Devices, Change<T>> decide) {
        Backoff backoff = new Backoff();
        while (true) {
            Devices before = find(member);
            Change<T> change = decide.apply(before);
            if (change.devices().version() == before.version() || put(member, change.devices(), before.version())) {
                return change.outcome();
            }
            backoff.pause();
        }
    }

    /** Not once the member was forgotten: who forgets has gone through what lies there. */
    private boolean put(MemberId member, Devices after, long before) {
        return database.putIfVersion(
                table,
                DevicesItem.write(member, after),
                DevicesItem.VERSION,
                before == 0 ? Optional.empty() : Optional.of(before),
                Keys.profile(member.value()));
    }
}
