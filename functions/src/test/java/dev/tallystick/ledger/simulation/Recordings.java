package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.MembersTable;
import dev.tallystick.store.Item;
import java.util.List;

/**
 * What the real ledger wrote in a simulation, of every kind: for tests of what is made of entries.
 *
 * @param entries items of the Ledger table, in the order in which they came
 * @param members with the programs by which they were decided
 */
public record Recordings(List<Item> entries, MembersTable members) {

    public static Recordings of(long seed) throws InterruptedException {
        return Simulation.recordings(seed);
    }
}
