package dev.tallystick.ledger;

import dev.tallystick.points.Program;
import dev.tallystick.store.Dated;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The program as it stands, kept for a while, and every version before it, kept for good. */
public final class Programs {

    private final MembersTable table;
    private final Duration kept;
    private final InstantSource clock;
    private final Map<Integer, Program> versions = new ConcurrentHashMap<>();
    private volatile @Nullable Dated<Program> current;

    /** @param kept how long a function may go on with the program that it has read */
    public Programs(MembersTable table, Duration kept, InstantSource clock) {
        this.table = table;
        this.kept = kept;
        this.clock = clock;
    }

    public Program current() {
        Program known = known(clock.instant());
        return known == null ? readCurrent() : known;
    }

    private @Nullable Program known(Instant now) {
        Dated<Program> last = current;
        return last != null && last.isFresh(now, kept) ? last.value() : null;
    }

    /** Whoever comes while it is being read waits for it. */
    private synchronized Program readCurrent() {
        Instant now = clock.instant();
        Program known = known(now);
        if (known != null) {
            return known;
        }
        Program program = read(Keys.currentProgram());
        current = new Dated<>(program, now);
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
