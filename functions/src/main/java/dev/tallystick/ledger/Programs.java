package dev.tallystick.ledger;

import dev.tallystick.points.Program;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The program as it stands, kept for a while, and every version before it, kept for good. */
public final class Programs {

    private final MembersTable table;
    private final long keptNanos;
    private final Map<Integer, Program> versions = new ConcurrentHashMap<>();
    private volatile @Nullable Current current;

    private record Current(Program program, long readNanos) {}

    /** @param kept how long a function may go on with the program that it has read */
    public Programs(MembersTable table, Duration kept) {
        this.table = table;
        this.keptNanos = kept.toNanos();
    }

    public Program current() {
        Current known = current;
        if (known != null && System.nanoTime() - known.readNanos() < keptNanos) {
            return known.program();
        }
        Program program = read(Keys.currentProgram());
        current = new Current(program, System.nanoTime());
        versions.put(program.version(), program);
        return program;
    }

    /** The version that decided an entry; the current one for what time did. */
    public Program of(LedgerEntry entry) {
        return entry.entry().fact().decidedBy().map(this::version).orElseGet(this::current);
    }

    public Program version(int version) {
        return versions.computeIfAbsent(version, number -> read(Keys.programVersion(number)));
    }

    private Program read(Keys keys) {
        Item item = table.get(keys).orElseThrow(() -> new IllegalStateException("there is no such program version"));
        return ProgramItem.read(item);
    }
}
