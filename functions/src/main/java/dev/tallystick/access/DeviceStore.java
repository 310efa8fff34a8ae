package dev.tallystick.access;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Keeps devices: each change is one conditional write on what was read. */
public final class DeviceStore {

    private final Database database;
    private final String table;

    public DeviceStore(Database database, Tables tables) {
        this.database = database;
        this.table = tables.members();
    }

    /** What a change comes to: the devices as they then are, or as they were, and what to say. */
    public record Change<T>(Devices devices, T outcome) {}

    /** As every change before has left them. */
    public Devices find(MemberId member) {
        return database.get(table, Keys.devices(member.value()))
                .map(DevicesItem::read)
                .orElse(Devices.NONE);
    }

    /** Changes them; what to change is decided anew where somebody else was quicker. */
    public <T> T change(MemberId member, Function<Devices, Change<T>> decide) {
        Backoff backoff = new Backoff();
        while (true) {
            Devices before = find(member);
            Change<T> change = decide.apply(before);
            if (change.devices().version() == before.version() || put(member, change.devices(), before)) {
                return change.outcome();
            }
            backoff.pause();
        }
    }

    /**
     * Adds to them, if there is such a member at that moment: an erasure has then seen it, or leaves nobody to add it to.
     *
     * @return whether there is
     */
    public boolean add(MemberId member, UnaryOperator<Devices> add) {
        Keys profile = Keys.profile(member.value());
        Backoff backoff = new Backoff();
        while (true) {
            Devices before = find(member);
            Item after = DevicesItem.write(member, add.apply(before));
            if (database.putIfVersion(table, after, DevicesItem.VERSION, version(before), profile)) {
                return true;
            }
            if (database.get(table, profile).isEmpty()) {
                return false;
            }
            backoff.pause();
        }
    }

    /** What is changed has been added: it needs no profile, and once it is swept away this fails. */
    private boolean put(MemberId member, Devices after, Devices before) {
        return database.putIfVersion(table, DevicesItem.write(member, after), DevicesItem.VERSION, version(before));
    }

    private static Optional<Long> version(Devices before) {
        return before.version() == 0 ? Optional.empty() : Optional.of(before.version());
    }
}
